namespace EigPortal.Domain.Juries.Remarks;

/// <summary>What a note of the jury may not rest on: the grounds of discrimination, gathered as people name them.</summary>
public enum RemarkGround
{
    Health,
    Pregnancy,
    Disability,
    Family,

    /// <summary>Origin, nationality, name, language spoken at home.</summary>
    Origin,
    Religion,
    Age,

    /// <summary>Sex, gender identity, sexual orientation.</summary>
    Sex,
    Appearance,

    /// <summary>Political opinions, union activity, elective office.</summary>
    Opinions,
    Residence,

    /// <summary>Wealth or poverty, of the person or of their parents.</summary>
    Wealth,

    /// <summary>Private habits (« mœurs »).</summary>
    Habits,
}

/// <summary>Words of a note that seem to rest on a ground.</summary>
/// <param name="Start">Place of the first letter in the note.</param>
public sealed record InadmissibleRemark(RemarkGround Ground, int Start, int Length, string Words)
{
    /// <summary>Why it may not count, and what to write instead.</summary>
    public string Advice =>
        Ground switch
        {
            RemarkGround.Health =>
                "L’état de santé ne peut pas compter. Notez ce que le dossier montre du travail\u00a0: méthode, résultats, clarté.",
            RemarkGround.Pregnancy =>
                "Une grossesse ou un congé, réel ou supposé, ne peut pas compter. Notez ce que la personne ferait du défi.",
            RemarkGround.Disability =>
                "Le handicap ne peut pas compter, et les aménagements sont l’affaire de l’équipe du programme. Notez les compétences montrées.",
            RemarkGround.Family =>
                "La situation de famille ne peut pas compter, ni ce qu’elle ferait supposer de la disponibilité. Notez ce que la personne dit de sa disponibilité.",
            RemarkGround.Origin =>
                "L’origine, la nationalité, le nom ou l’accent ne peuvent pas compter. Notez ce qui est dit ou écrit, et sa clarté.",
            RemarkGround.Religion =>
                "La religion, vraie ou supposée, ne peut pas compter. Notez ce que le dossier montre du travail.",
            RemarkGround.Age =>
                "L’âge ne peut pas compter. Notez l’expérience\u00a0: ce qui a été fait, pendant combien de temps, avec quel résultat.",
            RemarkGround.Sex =>
                "Le sexe, l’identité de genre ou l’orientation sexuelle ne peuvent pas compter. Notez les compétences montrées.",
            RemarkGround.Appearance =>
                "L’apparence physique ne peut pas compter. Notez ce que la personne explique, et comment elle l’explique.",
            RemarkGround.Opinions =>
                "Les opinions, les mandats et l’activité syndicale ne peuvent pas compter. Notez ce que la personne a fait et appris.",
            RemarkGround.Residence =>
                "Le lieu de résidence ne peut pas compter. Si le lieu du défi pose question, notez ce que la personne dit de sa mobilité.",
            RemarkGround.Wealth =>
                "La situation économique ou le milieu ne peuvent pas compter. Notez la motivation telle que la personne l’explique.",
            RemarkGround.Habits => "La vie privée ne peut pas compter. Notez ce que le dossier montre du travail.",
        };
}
