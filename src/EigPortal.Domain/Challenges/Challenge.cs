using EigPortal.Domain.Shared;

namespace EigPortal.Domain.Challenges;

/// <summary>Trades grouped for filters and statistics. Lists of candidates use the finer profile of the post.</summary>
public enum Family
{
    Data,
    Developpement,
    Design,
    Droit,
}

public enum ChallengeState
{
    Draft,
    Published,
    Withdrawn,
}

public enum ChallengeVerb
{
    Edit,
    Publish,
    Unpublish,
    Withdraw,
}

/// <summary>What staff write of a challenge. Texts are Markdown; a text without facts stays empty and is not shown.</summary>
public sealed record ChallengeText(
    string Name,
    string Tagline,
    string Summary,
    string Problem,
    string Goal,
    string Impact,
    string DataAndMeans,
    IReadOnlyList<string> Places,
    IReadOnlyList<string> Themes,
    IReadOnlyList<string> MentorRoles,
    bool RequiresClearance
);

/// <summary>A seat that is advertised, applied to, ranked and filled: one challenge, one profile.</summary>
public sealed class Post : Entity
{
    private Post() { }

    internal Post(Guid challengeId, PostText text, int position)
    {
        ChallengeId = challengeId;
        Position = position;
        Rewrite(text);
    }

    public Guid ChallengeId { get; private set; }

    /// <summary>Order on the challenge's page, from 1.</summary>
    public int Position { get; private set; }

    /// <summary>Official profile: "Data science", "Data engineering", "Géomatique", "Développement", "Design", "Droit du numérique".</summary>
    public string Profile { get; private set; } = "";
    public Family Family { get; private set; }
    public string Label { get; private set; } = "";
    public string Mission { get; private set; } = "";
    public List<string> Skills { get; private set; } = [];

    internal void Rewrite(PostText text)
    {
        Profile = text.Profile;
        Family = Profiles.FamilyOf(text.Profile);
        Label = PlainText.CleanLine(text.Label);
        Mission = PlainText.Clean(text.Mission).Trim();
        Skills = [.. text.Skills.Select(PlainText.CleanLine).Where(skill => skill.Length > 0)];
    }
}

public sealed record PostText(string Profile, string Label, string Mission, IReadOnlyList<string> Skills);

/// <summary>The profiles of the programme and their families.</summary>
public static class Profiles
{
    public static readonly IReadOnlyList<string> All =
    [
        "Data science",
        "Data engineering",
        "Géomatique",
        "Développement",
        "Design",
        "Droit du numérique",
    ];

    public static Family FamilyOf(string profile) =>
        profile switch
        {
            "Data science" or "Data engineering" or "Géomatique" => Family.Data,
            "Développement" => Family.Developpement,
            "Design" => Family.Design,
            "Droit du numérique" => Family.Droit,
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Unknown profile."),
        };
}

/// <summary>A challenge of a host administration, with the posts it offers.</summary>
public sealed class Challenge : Entity
{
    public const int NameMaxLength = 120;
    public const int TaglineMaxLength = 300;
    public const int TextMaxLength = 8_000;
    public const int ReasonMaxLength = 1_000;
    public const int SlugMaxLength = 80;

    /// <summary>Rows: from, verb, to.</summary>
    public static readonly Transitions<ChallengeState, ChallengeVerb> Allowed = new([
        (ChallengeState.Draft, ChallengeVerb.Edit, ChallengeState.Draft),
        (ChallengeState.Draft, ChallengeVerb.Publish, ChallengeState.Published),
        (ChallengeState.Published, ChallengeVerb.Edit, ChallengeState.Published),
        (ChallengeState.Published, ChallengeVerb.Unpublish, ChallengeState.Draft),
        (ChallengeState.Published, ChallengeVerb.Withdraw, ChallengeState.Withdrawn),
    ]);

    private readonly List<Post> posts = [];
    private readonly List<FormerSlug> formerSlugs = [];

    private Challenge() { }

    public Challenge(Guid cohortId, Guid hostId, string slug, ChallengeText text)
    {
        CohortId = cohortId;
        HostId = hostId;
        Slug = slug;
        Write(text);
        Raise(new ChallengeCreated(Id));
    }

    public Guid CohortId { get; private set; }
    public Guid HostId { get; private set; }
    public string Slug { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Tagline { get; private set; } = "";
    public string Summary { get; private set; } = "";
    public string Problem { get; private set; } = "";
    public string Goal { get; private set; } = "";
    public string Impact { get; private set; } = "";
    public string DataAndMeans { get; private set; } = "";
    public List<string> Places { get; private set; } = [];
    public List<string> Themes { get; private set; } = [];
    public List<string> MentorRoles { get; private set; } = [];

    /// <summary>A clearance inquiry precedes taking up the post; a refusal may end the contract (rules of promotion 3, article 8).</summary>
    public bool RequiresClearance { get; private set; }
    public ChallengeState State { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawalReason { get; private set; }

    /// <summary>Secret of the preview link that staff may hand out; null when there is no link.</summary>
    public string? PreviewToken { get; private set; }

    /// <summary>Number of people sought. For past promotions the sources state it without the detail of posts.</summary>
    public int Positions { get; private set; }

    /// <summary>Distinct profiles sought, in order of first appearance.</summary>
    public List<string> ProfilesSought { get; private set; } = [];
    public List<Family> Families { get; private set; } = [];
    public IReadOnlyList<Post> Posts => posts;
    public IReadOnlyList<FormerSlug> FormerSlugs => formerSlugs;

    public Result Edit(ChallengeText text, Guid hostId)
    {
        if (Check(ChallengeVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        HostId = hostId;
        Write(text);
        Raise(new ChallengeEdited(Id));
        return Result.Ok;
    }

    public Result<Post> AddPost(PostText text)
    {
        if (Check(ChallengeVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        var post = new Post(Id, text, posts.Count == 0 ? 1 : posts.Max(existing => existing.Position) + 1);
        posts.Add(post);
        CountPosts();
        Raise(new ChallengeEdited(Id));
        return post;
    }

    /// <summary>Rewrites a post. Refuses to change the profile once published: people may have applied for it.</summary>
    public Result EditPost(Guid postId, PostText text)
    {
        if (Check(ChallengeVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        if (posts.SingleOrDefault(post => post.Id == postId) is not { } post)
        {
            return ChallengeErrors.UnknownPost;
        }

        if (State == ChallengeState.Published && post.Profile != text.Profile)
        {
            return new DomainError(
                "challenge.profile-published",
                "Le défi est publié : des personnes ont pu candidater pour ce profil. Dépubliez-le pour en changer.",
                "Profile"
            );
        }

        post.Rewrite(text);
        CountPosts();
        Raise(new ChallengeEdited(Id));
        return Result.Ok;
    }

    public Result RemovePost(Guid postId)
    {
        if (Check(ChallengeVerb.Edit) is { } refusal)
        {
            return refusal;
        }

        if (posts.SingleOrDefault(post => post.Id == postId) is not { } post)
        {
            return ChallengeErrors.UnknownPost;
        }

        if (State == ChallengeState.Published)
        {
            return new DomainError("challenge.post-published", "Le défi est publié : dépubliez-le avant de retirer un poste.");
        }

        posts.Remove(post);
        CountPosts();
        Raise(new ChallengeEdited(Id));
        return Result.Ok;
    }

    /// <summary>Says how many people were sought in a past promotion, whose sources do not detail the posts.</summary>
    public void RecordPastPositions(int positions, IReadOnlyList<string> profiles)
    {
        Positions = positions;
        ProfilesSought = [.. profiles];
        Families = [.. profiles.Select(Profiles.FamilyOf).Distinct()];
    }

    /// <summary>Shows the challenge to everybody. Refuses without a tagline, a problem or a post: nothing is padded.</summary>
    public Result Publish(DateTimeOffset now)
    {
        if (Check(ChallengeVerb.Publish) is { } refusal)
        {
            return refusal;
        }

        if (Tagline.Length == 0 && Summary.Length == 0)
        {
            return new DomainError("challenge.no-tagline", "Ajoutez une accroche avant de publier.", "Tagline");
        }

        if (Positions == 0)
        {
            return new DomainError("challenge.no-post", "Ajoutez au moins un poste avant de publier.");
        }

        State = ChallengeState.Published;
        PublishedAt ??= now;
        Raise(new ChallengePublished(Id));
        return Result.Ok;
    }

    public Result Unpublish()
    {
        if (Check(ChallengeVerb.Unpublish) is { } refusal)
        {
            return refusal;
        }

        State = ChallengeState.Draft;
        Raise(new ChallengeUnpublished(Id));
        return Result.Ok;
    }

    /// <summary>Ends the challenge for good. The reason is public and sent to the people who wished for it.</summary>
    public Result Withdraw(string reason, DateTimeOffset now)
    {
        if (Check(ChallengeVerb.Withdraw) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            return new DomainError(
                "challenge.reason",
                "Dites pourquoi le défi est retiré : les personnes qui ont candidaté le liront.",
                "Reason"
            );
        }

        (State, WithdrawnAt, WithdrawalReason) = (ChallengeState.Withdrawn, now, PlainText.Clean(reason).Trim());
        Raise(new ChallengeWithdrawn(Id, WithdrawalReason));
        return Result.Ok;
    }

    /// <summary>Changes the public address. The former one stays and redirects for ever.</summary>
    public Result ChangeSlug(string slug, DateTimeOffset now)
    {
        if (!Slugs.IsValid(slug))
        {
            return new DomainError(
                "challenge.slug",
                "L’adresse ne contient que des lettres minuscules, des chiffres et des tirets.",
                "Slug"
            );
        }

        if (slug == Slug)
        {
            return Result.Ok;
        }

        formerSlugs.RemoveAll(former => former.Slug == slug);
        formerSlugs.Add(new FormerSlug(Id, Slug, now));
        Slug = slug;
        Raise(new ChallengeEdited(Id));
        return Result.Ok;
    }

    /// <param name="token">An unguessable value made by the caller.</param>
    public void OpenPreview(string token)
    {
        PreviewToken = token;
        Raise(new ChallengePreviewOpened(Id));
    }

    public void ClosePreview()
    {
        PreviewToken = null;
        Raise(new ChallengePreviewClosed(Id));
    }

    private DomainError? Check(ChallengeVerb verb) =>
        Allowed.Allows(State, verb) ? null : ChallengeErrors.NotAllowed(State, verb);

    private void Write(ChallengeText text)
    {
        Name = PlainText.CleanLine(text.Name);
        Tagline = PlainText.CleanLine(text.Tagline);
        Summary = PlainText.Clean(text.Summary).Trim();
        Problem = PlainText.Clean(text.Problem).Trim();
        Goal = PlainText.Clean(text.Goal).Trim();
        Impact = PlainText.Clean(text.Impact).Trim();
        DataAndMeans = PlainText.Clean(text.DataAndMeans).Trim();
        Places = [.. text.Places.Select(PlainText.CleanLine).Where(place => place.Length > 0)];
        Themes = [.. text.Themes.Select(PlainText.CleanLine).Where(theme => theme.Length > 0)];
        MentorRoles = [.. text.MentorRoles.Select(PlainText.CleanLine).Where(role => role.Length > 0)];
        RequiresClearance = text.RequiresClearance;
    }

    private void CountPosts()
    {
        Positions = posts.Count;
        ProfilesSought = [.. posts.OrderBy(post => post.Position).Select(post => post.Profile).Distinct()];
        Families = [.. ProfilesSought.Select(Profiles.FamilyOf).Distinct()];
    }
}

/// <summary>An address that the challenge had before.</summary>
public sealed class FormerSlug : Entity
{
    private FormerSlug() { }

    internal FormerSlug(Guid challengeId, string slug, DateTimeOffset changedAt)
    {
        ChallengeId = challengeId;
        Slug = slug;
        ChangedAt = changedAt;
    }

    public Guid ChallengeId { get; private set; }
    public string Slug { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }
}

/// <summary>An administration that hosts a team and employs its members.</summary>
public sealed class HostAdministration : Entity
{
    public const int NameMaxLength = 200;

    private HostAdministration() { }

    public HostAdministration(string name, string shortName, IReadOnlyList<string> ministries) =>
        Rename(name, shortName, ministries);

    public string Name { get; private set; } = "";
    public string ShortName { get; private set; } = "";

    /// <summary>Ministries of attachment: several, or none for an independent authority.</summary>
    public List<string> Ministries { get; private set; } = [];

    public void Rename(string name, string shortName, IReadOnlyList<string> ministries)
    {
        Name = PlainText.CleanLine(name);
        ShortName = PlainText.CleanLine(shortName);
        Ministries = [.. ministries.Select(PlainText.CleanLine).Where(ministry => ministry.Length > 0)];
        Raise(new HostEdited(Id));
    }
}
