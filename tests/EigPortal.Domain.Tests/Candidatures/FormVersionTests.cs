using EigPortal.Domain.Candidatures;
using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Tests.Candidatures;

public sealed class FormVersionTests
{
    private static readonly Guid Cohort = Guid.CreateVersion7();
    private static readonly FormMoment Before = At(Given.Opens.AddDays(-1));
    private static readonly FormMoment During = At(Given.DuringCall);
    private static readonly FormMoment After = At(Given.AfterCall);
    private static readonly QuestionText Languages = new("Langues parlées", "Facultatif.", 500, false, false, []);

    public static TheoryData<FormState, FormVerb> Cells
    {
        get
        {
            var data = new TheoryData<FormState, FormVerb>();
            foreach (var state in Enum.GetValues<FormState>())
            {
                foreach (var verb in Enum.GetValues<FormVerb>())
                {
                    data.Add(state, verb);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void B19_each_verb_is_done_on_a_draft_and_refused_on_a_published_version(FormState state, FormVerb verb)
    {
        var version = Version(state);
        var result = Do(version, verb, Before);
        Assert.Equal(FormVersion.Allowed.Allows(state, verb), result.IsOk);
        if (!result.IsOk)
        {
            Assert.Equal([FormErrors.Published], result.Errors);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void After_closing_nothing_of_the_form_changes(FormState state, FormVerb verb)
    {
        var version = Version(state);
        var former = version.Sections;
        Assert.Equal([state == FormState.Draft ? FormErrors.Closed : FormErrors.Published], Do(version, verb, After).Errors);
        Assert.Same(former, version.Sections);
        Assert.Equal([FormErrors.Closed], FormVersion.Draft(Cohort, After).Errors);
    }

    [Fact]
    public void A_core_question_changes_its_words_and_its_length_and_stays()
    {
        var draft = Draft(During);
        var text = QuestionText.Of(draft.Form.Question("parcours")!);
        Assert.Empty(draft.EditQuestion("parcours", text with { Label = "Votre chemin", MaxLength = 2_500 }, During).Errors);
        Assert.Equal("Votre chemin", draft.Form.Question("parcours")!.Label);
        Assert.All(CandidatureForm.Core, key => Assert.Equal([FormErrors.Core], draft.Retire(key, Before).Errors));
        Assert.All(
            CandidatureForm.Core,
            key =>
            {
                var core = QuestionText.Of(draft.Form.Question(key)!);
                Assert.Equal(
                    [FormErrors.CoreRequired],
                    draft.EditQuestion(key, core with { Required = !core.Required }, Before).Errors
                );
                Assert.Equal(
                    [FormErrors.CoreReaders],
                    draft.EditQuestion(key, core with { StaffOnly = !core.StaffOnly }, Before).Errors
                );
            }
        );
    }

    [Fact]
    public void The_choices_that_rules_depend_on_are_never_reworded()
    {
        var draft = Draft(Before);
        var text = QuestionText.Of(draft.Form.Question("famille")!) with { Options = ["Autre", "Encore"] };
        Assert.Empty(draft.EditQuestion("famille", text, Before).Errors);
        Assert.Equal(["Data", "Développement", "Design"], draft.Form.Question("famille")!.Options);
    }

    [Fact]
    public void During_the_call_nothing_becomes_necessary_even_from_a_draft_begun_before()
    {
        var necessary = Languages with { Required = true };
        var draft = Draft(During);
        Assert.Equal(
            ["form.required-during-call"],
            draft.AddQuestion(CandidatureForm.Profile, FieldKind.Text, necessary, During).Errors.Select(error => error.Code)
        );
        var early = Draft(Before);
        Assert.Empty(early.AddQuestion(CandidatureForm.Profile, FieldKind.Text, necessary, Before).Errors);
        Assert.Equal(["form.required-during-call"], early.Publish("Trop tard", During).Errors.Select(error => error.Code));
        Assert.Empty(early.Publish(null, Before).Errors);
        Assert.False(early.IsAnnounced);
    }

    [Fact]
    public void During_the_call_a_declaration_keeps_its_words_and_a_choice_its_answers()
    {
        var draft = Draft(During);
        var declared = QuestionText.Of(draft.Form.Question("etudes_terminees")!) with { Label = "Autre chose" };
        Assert.Equal("form.declaration-during-call", draft.EditQuestion("etudes_terminees", declared, During).Error.Code);
        var arrival = QuestionText.Of(draft.Form.Question("arrivee")!);
        Assert.Equal(
            "form.choice-removed",
            draft.EditQuestion("arrivee", arrival with { Options = ["Oui", "Non"] }, During).Error.Code
        );
        Assert.Empty(
            draft.EditQuestion("arrivee", arrival with { Options = [.. arrival.Options, "En mars 2019"] }, During).Errors
        );
        Assert.Empty(Draft(Before).EditQuestion("arrivee", arrival with { Options = ["Oui", "Non"] }, Before).Errors);
    }

    [Fact]
    public void An_answer_given_to_the_team_alone_is_not_opened_to_the_jury_during_the_call()
    {
        var early = Draft(Before);
        Assert.Empty(
            early.AddQuestion(CandidatureForm.Profile, FieldKind.Text, Languages with { StaffOnly = true }, Before).Errors
        );
        Assert.Empty(early.Publish("", Before).Errors);
        var moment = During with { InForce = early.Form };
        var draft = FormVersion.Draft(Cohort, moment).Value;
        Assert.Equal("form.confidence", draft.EditQuestion("question_1", Languages, moment).Error.Code);
    }

    [Fact]
    public void A_question_that_nobody_saw_disappears_and_one_that_was_published_is_only_retired()
    {
        var draft = Draft(During);
        Assert.Empty(draft.AddQuestion(CandidatureForm.Profile, FieldKind.Text, Languages, During).Errors);
        Assert.Empty(draft.Retire("question_1", During).Errors);
        Assert.Null(draft.Form.Question("question_1"));
        Assert.Empty(draft.Retire("moyens", During).Errors);
        Assert.False(draft.Form.Question("moyens")!.IsOn);
        Assert.Equal([FormErrors.Retired], draft.Retire("moyens", During).Errors);
        Assert.Empty(draft.Restore("moyens", During).Errors);
        Assert.Equal([FormErrors.Asked], draft.Restore("moyens", During).Errors);
        Assert.Equal([FormErrors.Unchanged], draft.Publish("Pour rien", During).Errors);
    }

    [Fact]
    public void Questions_and_sections_move_past_their_neighbours_and_stop_at_the_edge()
    {
        var draft = Draft(Before);
        Assert.Empty(draft.MoveQuestion("projet", up: true, Before).Errors);
        Assert.Equal(
            ["projet", "parcours", "interet_general"],
            draft.Form.Find(CandidatureForm.Background)!.Fields.Select(field => field.Key)
        );
        Assert.Equal([FormErrors.AtTheEdge], draft.MoveQuestion("projet", up: true, Before).Errors);
        Assert.Empty(draft.MoveSection(CandidatureForm.Availability, up: true, Before).Errors);
        Assert.Equal(
            ["identite", "eligibilite", "profil", "disponibilite", "parcours", "voeux", "documents"],
            draft.Form.TaskList
        );
        Assert.Equal([FormErrors.AtTheEdge], draft.MoveSection(CandidatureForm.Identity, up: true, Before).Errors);
    }

    [Fact]
    public void What_can_not_be_asked_is_refused_beside_its_field()
    {
        var draft = Draft(Before);
        string[] Refused(FieldKind kind, QuestionText text) =>
            [.. draft.AddQuestion(CandidatureForm.Profile, kind, text, Before).Errors.Select(error => error.Field!)];
        Assert.Equal(["Kind"], Refused(FieldKind.Declaration, Languages));
        Assert.Equal(["Label", "MaxLength"], Refused(FieldKind.Text, Languages with { Label = " ", MaxLength = 0 }));
        Assert.Equal(
            ["Label", "Hint"],
            Refused(FieldKind.LongText, Languages with { Label = new('a', 301), Hint = new('a', 501) })
        );
        Assert.Equal(["MaxLength"], Refused(FieldKind.Text, Languages with { MaxLength = 501 }));
        Assert.Equal(["Options"], Refused(FieldKind.SingleChoice, Languages with { Options = ["une", " "] }));
        Assert.Equal(["Options"], Refused(FieldKind.MultipleChoice, Languages with { Options = ["une", "une"] }));
        Assert.Equal(["Options"], Refused(FieldKind.MultipleChoice, Languages with { Options = ["une", new('a', 121)] }));
        Assert.Equal(["Reason"], draft.Publish(null, During).Errors.Select(error => error.Field).OfType<string>());
        Assert.Empty(
            draft
                .AddQuestion(CandidatureForm.Profile, FieldKind.SingleChoice, Languages with { Options = ["a", "b"] }, Before)
                .Errors
        );
    }

    [Fact]
    public void Each_change_is_told_in_words()
    {
        var draft = Draft(During);
        var text = QuestionText.Of(draft.Form.Question("projet")!);
        Assert.Empty(draft.AddQuestion(CandidatureForm.Profile, FieldKind.Text, Languages, During).Errors);
        Assert.Empty(
            draft.EditQuestion("projet", text with { Label = "Un projet mené à bien", MaxLength = 2_000 }, During).Errors
        );
        Assert.Empty(draft.Retire("moyens", During).Errors);
        Assert.Equal(
            [
                "Nouvelle question, facultative : « Langues parlées ».",
                "La question « Un projet que vous avez mené à bien » devient « Un projet mené à bien ».",
                "La réponse à « Un projet mené à bien » peut compter 2\u202f000 caractères, au lieu de 3\u202f000.",
                "La question « Moyens dont vous auriez besoin » n’est plus posée ; la réponse donnée reste dans le brouillon.",
            ],
            FormChanges.Between(CandidatureForm.Usual, draft.Form).Select(change => change.Sentence)
        );
    }

    [Fact]
    public void E2_a_draft_keeps_every_word_when_a_question_is_retired_shortened_or_added()
    {
        var candidature = Given.CompleteDraft();
        var draft = Draft(During);
        var text = QuestionText.Of(draft.Form.Question("competences")!);
        Assert.Empty(draft.EditQuestion("competences", text with { MaxLength = 20 }, During).Errors);
        Assert.Empty(draft.Retire("profils", During).Errors);
        Assert.Empty(draft.AddQuestion(CandidatureForm.Profile, FieldKind.Text, Languages, During).Errors);
        Assert.Empty(draft.Publish("Plus court", During).Errors);

        // A page of the new version saves what it shows: the long answer, unchanged, is no obstacle, and the retired one stays.
        var section = draft.Form.Find(CandidatureForm.Profile)!;
        var stored = candidature.AnswersOf(CandidatureForm.Profile);
        var former = stored["profils"];
        var posted = section.Fields.ToDictionary(field => field.Key, field => stored.GetValueOrDefault(field.Key) ?? "");
        posted["question_1"] = "Breton";
        Assert.Empty(candidature.SaveSection(section, posted, Given.Timetable, Given.DuringCall, formVersion: 2).Errors);
        Assert.Equal(
            (former, "Breton"),
            (candidature.AnswersOf("profil")["profils"], candidature.AnswersOf("profil")["question_1"])
        );

        // It is told when the file is checked; a page of the former version, still open, loses nothing either.
        Assert.Equal(
            ["competences"],
            candidature.Missing(draft.Form, Given.OpenChallenges)["profil"].Select(error => error.Field)
        );
        var late = new Dictionary<string, string> { ["profils"] = "Design" };
        Assert.Empty(candidature.SaveSection(section, late, Given.Timetable, Given.DuringCall).Errors);
        Assert.Equal(
            ("Design", "Breton"),
            (candidature.AnswersOf("profil")["profils"], candidature.AnswersOf("profil")["question_1"])
        );
    }

    [Fact]
    public void A_submission_holds_the_questions_of_its_version_and_names_it()
    {
        var candidature = Given.Candidature(CandidatureState.Submitted);
        var draft = Draft(During);
        Assert.Empty(draft.Retire("moyens", During).Errors);
        Assert.Empty(draft.Publish("Redondant", During).Errors);
        var second = candidature
            .Submit("autre", () => "", Given.People, draft.Form, Given.OpenChallenges, Given.Timetable, Given.DuringCall)
            .Value;
        Assert.Equal([1, 2], candidature.Snapshots.Select(snapshot => snapshot.FormVersion));
        Assert.Equal(2, second.Content.FormVersion);
        Assert.True(candidature.Snapshots[0].Content.Sections["disponibilite"].ContainsKey("moyens"));
        Assert.False(second.Content.Sections["disponibilite"].ContainsKey("moyens"));
    }

    private static FormMoment At(DateTimeOffset now) => new(CandidatureForm.Usual, Given.Timetable, now);

    private static FormVersion Draft(FormMoment moment) => FormVersion.Draft(Cohort, moment).Value;

    /// <summary>A version with a question to retire and one to restore, so that each verb has something to do.</summary>
    private static FormVersion Version(FormState state)
    {
        var version = Draft(Before);
        Assert.Empty(version.Retire("site", Before).Errors);
        if (state == FormState.Published)
        {
            Assert.Empty(version.Publish(null, Before).Errors);
        }

        return version;
    }

    private static Result Do(FormVersion version, FormVerb verb, FormMoment moment) =>
        verb switch
        {
            FormVerb.EditSection => version.EditSection(CandidatureForm.Profile, "Métier", "", moment),
            FormVerb.MoveSection => version.MoveSection(CandidatureForm.Profile, up: false, moment),
            FormVerb.EditQuestion => version.EditQuestion("moyens", Languages, moment),
            FormVerb.AddQuestion => version.AddQuestion(CandidatureForm.Profile, FieldKind.Text, Languages, moment),
            FormVerb.MoveQuestion => version.MoveQuestion("projet", up: true, moment),
            FormVerb.Retire => version.Retire("moyens", moment),
            FormVerb.Restore => version.Restore("site", moment),
            FormVerb.Publish => version.Publish("Une raison", moment),
            FormVerb.Discard => version.Discard(moment),
        };
}
