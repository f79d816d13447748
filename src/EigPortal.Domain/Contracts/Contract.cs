using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Contracts;

public enum ContractState
{
    Draft,
    Sent,
    Signed,
    Running,
    Ended,
    Broken,
}

public enum ContractVerb
{
    Edit,
    Send,
    TakeBack,
    Sign,
    Start,
    End,
    Break,
}

/// <summary>What the two parties agree on. Money is in euros; shares are percentages of the employer's cost.</summary>
public sealed record ContractTerms(DateOnly StartsOn, decimal NetMonthlySalary, decimal ProgrammeShare);

/// <summary>How long a contract lasts.</summary>
public static class ContractTerm
{
    public const int Months = 10;

    /// <summary>
    /// Last day of the contract: the day before the same day ten months later, or before the last day of that month when it is
    /// shorter (from 31 January: 29 November). Source: edge-cases.md E14; the human-resources offices confirm each date.
    /// </summary>
    public static DateOnly LastDay(DateOnly startsOn) => startsOn.AddMonths(Months).AddDays(-1);
}

/// <summary>A fixed-term contract between a fellow and the host administration, which is the employer.</summary>
public sealed class Contract : Entity
{
    public const decimal DefaultNetMonthlySalary = 4_000m;

    /// <summary>Usual share of the employer's cost paid by the programme in promotion 3.</summary>
    public const decimal DefaultProgrammeShare = 70m;

    public static readonly Transitions<ContractState, ContractVerb> Allowed = new([
        (ContractState.Draft, ContractVerb.Edit, ContractState.Draft),
        (ContractState.Draft, ContractVerb.Send, ContractState.Sent),
        (ContractState.Sent, ContractVerb.TakeBack, ContractState.Draft),
        (ContractState.Sent, ContractVerb.Sign, ContractState.Signed),
        (ContractState.Signed, ContractVerb.Start, ContractState.Running),
        (ContractState.Running, ContractVerb.End, ContractState.Ended),
        (ContractState.Signed, ContractVerb.Break, ContractState.Broken),
        (ContractState.Running, ContractVerb.Break, ContractState.Broken),
    ]);

    private readonly List<ContractDocument> documents = [];

    private Contract() { }

    public Contract(Guid fellowId, Guid hostId, ContractTerms terms)
    {
        FellowId = fellowId;
        HostId = hostId;
        Agree(terms);
        Raise(new ContractChanged(Id, State, null));
    }

    public Guid FellowId { get; private set; }

    /// <summary>The employer.</summary>
    public Guid HostId { get; private set; }
    public ContractState State { get; private set; }
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>Euros net a month.</summary>
    public decimal NetMonthlySalary { get; private set; }

    /// <summary>Percentage of the employer's cost that the programme pays; the host pays the rest.</summary>
    public decimal ProgrammeShare { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }
    public DateOnly? BrokenOn { get; private set; }
    public string? BreakReason { get; private set; }

    /// <summary>Whether the last generated document says the terms of today.</summary>
    public bool DocumentIsCurrent { get; private set; }
    public IReadOnlyList<ContractDocument> Documents => documents;

    public Result Edit(ContractTerms terms)
    {
        if (Check(ContractVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        if (terms.NetMonthlySalary <= 0)
        {
            return new DomainError("contract.salary", "La rémunération doit être positive.", nameof(terms.NetMonthlySalary));
        }

        if (terms.ProgrammeShare is < 0 or > 100)
        {
            return new DomainError("contract.share", "La part du programme va de 0 à 100 %.", nameof(terms.ProgrammeShare));
        }

        Agree(terms);
        Raise(new ContractChanged(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Keeps a generated document or an uploaded signed copy, as a new version.</summary>
    public ContractDocument AddDocument(ContractDocumentKind kind, Guid fileId, string fileName, DateTimeOffset now)
    {
        var version = documents.Count(document => document.Kind == kind) + 1;
        var added = new ContractDocument(Id, kind, version, fileId, fileName, now);
        documents.Add(added);
        DocumentIsCurrent |= kind == ContractDocumentKind.Generated;
        return added;
    }

    /// <summary>Sends the contract for signature. Refuses without a generated document, and when terms changed since the last one.</summary>
    public Result Send(DateTimeOffset now)
    {
        if (Check(ContractVerb.Send) is { } refusal)
        {
            return refusal;
        }

        if (documents.All(document => document.Kind != ContractDocumentKind.Generated))
        {
            return new DomainError("contract.document", "Générez le document avant de l’envoyer.");
        }

        if (!DocumentIsCurrent)
        {
            return new DomainError(
                "contract.document-old",
                "Les conditions ont changé depuis la dernière version du document : générez-en une nouvelle avant l’envoi."
            );
        }

        (State, SentAt) = (ContractState.Sent, now);
        Raise(new ContractChanged(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Back to draft, to correct it: the next document is a new version.</summary>
    public Result TakeBack(string reason)
    {
        if (Check(ContractVerb.TakeBack) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("contract.reason", "Dites pourquoi le contrat est repris.", "Reason");
        }

        (State, SentAt) = (ContractState.Draft, null);
        Raise(new ContractChanged(Id, State, reason.Trim()));
        return Result.Ok;
    }

    /// <summary>Signed by both: needs the signed file.</summary>
    public Result Sign(Guid signedFileId, string fileName, DateTimeOffset now)
    {
        if (Check(ContractVerb.Sign) is { } refusal)
        {
            return refusal;
        }

        AddDocument(ContractDocumentKind.Signed, signedFileId, fileName, now);
        (State, SignedAt) = (ContractState.Signed, now);
        Raise(new ContractChanged(Id, State, null));
        return Result.Ok;
    }

    /// <summary>The person has taken up the post. Refuses before the first day.</summary>
    public Result Start(DateOnly today)
    {
        if (Check(ContractVerb.Start) is { } refusal)
        {
            return refusal;
        }

        if (today < StartsOn)
        {
            return new DomainError("contract.too-early", "Le contrat n’a pas encore commencé.");
        }

        State = ContractState.Running;
        Raise(new ContractChanged(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Ended at its term. Refuses before the last day is over; to stop earlier, break it.</summary>
    public Result End(DateOnly today)
    {
        if (Check(ContractVerb.End) is { } refusal)
        {
            return refusal;
        }

        if (today <= EndsOn)
        {
            return new DomainError(
                "contract.not-over",
                "Le contrat court encore. Pour l’arrêter avant son terme, enregistrez une rupture."
            );
        }

        State = ContractState.Ended;
        Raise(new ContractChanged(Id, State, null));
        return Result.Ok;
    }

    /// <summary>Stopped before its term.</summary>
    /// <param name="on">Last day worked.</param>
    public Result Break(DateOnly on, string reason)
    {
        if (Check(ContractVerb.Break) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError("contract.reason", "Dites pourquoi le contrat s’arrête.", "Reason");
        }

        if (on > EndsOn)
        {
            return new DomainError(
                "contract.break-date",
                "La rupture doit intervenir avant le terme du contrat.",
                nameof(BrokenOn)
            );
        }

        (State, BrokenOn, BreakReason) = (ContractState.Broken, on, PlainText.Clean(reason).Trim());
        Raise(new ContractChanged(Id, State, BreakReason));
        return Result.Ok;
    }

    private void Agree(ContractTerms terms)
    {
        DocumentIsCurrent &= terms == new ContractTerms(StartsOn, NetMonthlySalary, ProgrammeShare);
        (StartsOn, EndsOn, NetMonthlySalary, ProgrammeShare) = (
            terms.StartsOn,
            ContractTerm.LastDay(terms.StartsOn),
            terms.NetMonthlySalary,
            terms.ProgrammeShare
        );
    }

    /// <summary>Malicious software was found in a document, in whatever state. The history keeps it; staff ask for another copy.</summary>
    public Result BlockDocument(Guid documentId)
    {
        if (documents.All(document => document.Id != documentId))
        {
            return ContractErrors.UnknownDocument;
        }

        Raise(new ContractDocumentBlocked(Id, documentId));
        return Result.Ok;
    }

    private DomainError? Check(ContractVerb verb) => Allowed.Allows(State, verb) ? null : ContractErrors.NotAllowed(State, verb);
}

public enum ContractDocumentKind
{
    Generated,
    Signed,
}

/// <summary>A version of the contract's document. Never replaced: a correction is a new version (E14).</summary>
public sealed class ContractDocument : Entity
{
    private ContractDocument() { }

    internal ContractDocument(
        Guid contractId,
        ContractDocumentKind kind,
        int version,
        Guid fileId,
        string fileName,
        DateTimeOffset now
    )
    {
        ContractId = contractId;
        Kind = kind;
        Version = version;
        FileId = fileId;
        FileName = fileName;
        AddedAt = now;
    }

    public Guid ContractId { get; private set; }
    public ContractDocumentKind Kind { get; private set; }
    public int Version { get; private set; }
    public Guid FileId { get; private set; }
    public string FileName { get; private set; } = "";
    public DateTimeOffset AddedAt { get; private set; }
}

public static class ContractErrors
{
    public static readonly DomainError UnknownDocument = new("contract.document", "Ce document n’est pas celui de ce contrat.");

    public static DomainError NotAllowed(ContractState state, ContractVerb verb) =>
        new(
            $"contract.{state}.{verb}".ToLowerInvariant(),
            state switch
            {
                ContractState.Draft => "Le contrat est encore un brouillon.",
                ContractState.Sent => "Le contrat est envoyé et attend les signatures.",
                ContractState.Signed => "Le contrat est signé : il ne change plus.",
                ContractState.Running => "Le contrat est en cours.",
                ContractState.Ended => "Le contrat est arrivé à son terme.",
                ContractState.Broken => "Le contrat a été rompu.",
            }
        );
}

public sealed record ContractChanged(Guid ContractId, ContractState State, string? Why)
    : DomainEvent(nameof(Contract), ContractId)
{
    public override string Sentence =>
        State switch
        {
            ContractState.Draft => "Contrat en préparation",
            ContractState.Sent => "Contrat envoyé pour signature",
            ContractState.Signed => "Contrat signé",
            ContractState.Running => "Prise de poste",
            ContractState.Ended => "Contrat arrivé à son terme",
            ContractState.Broken => "Contrat rompu",
        };
    public override string? Reason => Why;
}

/// <summary>The analysis found malicious software in a document that was sent.</summary>
public sealed record ContractDocumentBlocked(Guid ContractId, Guid DocumentId) : DomainEvent(nameof(Contract), ContractId)
{
    public override string Sentence => "Document bloqué : l’antivirus y a trouvé un logiciel malveillant";
}
