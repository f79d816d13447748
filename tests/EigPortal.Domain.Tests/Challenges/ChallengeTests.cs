using CsCheck;
using EigPortal.Domain.Challenges;

namespace EigPortal.Domain.Tests.Challenges;

public sealed class ChallengeTests
{
    [Fact]
    public void Posts_decide_profiles_families_and_the_number_of_people()
    {
        var challenge = Given.Challenge(ChallengeState.Draft);
        Assert.True(challenge.AddPost(new PostText("Développement", "Dev", "", [])).IsOk);
        Assert.True(challenge.AddPost(new PostText("Data engineering", "Ingénierie", "", [])).IsOk);
        Assert.Equal(3, challenge.Positions);
        Assert.Equal(["Data science", "Développement", "Data engineering"], challenge.ProfilesSought);
        Assert.Equal([Family.Data, Family.Developpement], challenge.Families);
    }

    [Fact]
    public void A_challenge_without_a_post_is_not_published()
    {
        var challenge = new Challenge(Guid.CreateVersion7(), Guid.CreateVersion7(), "vide", Given.ChallengeText());
        Assert.Equal("challenge.no-post", challenge.Publish(Given.Opens).Error.Code);
    }

    [Fact]
    public void The_profile_of_a_published_post_does_not_change()
    {
        var challenge = Given.Challenge(ChallengeState.Published);
        var post = challenge.Posts.Single();
        Assert.Equal(
            "challenge.profile-published",
            challenge.EditPost(post.Id, new PostText("Design", "Design", "", [])).Error.Code
        );
        Assert.True(challenge.EditPost(post.Id, new PostText("Data science", "Nouvel intitulé", "", [])).IsOk);
        Assert.Equal("challenge.post-published", challenge.RemovePost(post.Id).Error.Code);
    }

    [Fact]
    public void A_former_address_is_kept_and_can_come_back()
    {
        var challenge = Given.Challenge(ChallengeState.Published);
        Assert.True(challenge.ChangeSlug("cibnav-2", Given.DuringCall).IsOk);
        Assert.Equal(["cibnav"], challenge.FormerSlugs.Select(former => former.Slug));
        Assert.True(challenge.ChangeSlug("cibnav", Given.DuringCall).IsOk);
        Assert.Equal(["cibnav-2"], challenge.FormerSlugs.Select(former => former.Slug));
    }

    [Theory]
    [InlineData("Karfu'R", "karfu-r")]
    [InlineData("  Données & Intérêt général ", "donnees-interet-general")]
    [InlineData("ÉTÉ", "ete")]
    public void A_name_gives_a_readable_address(string name, string slug) => Assert.Equal(slug, Slugs.From(name));

    [Fact]
    public void Whatever_the_name_its_address_is_valid_or_empty() =>
        Gen.String.Sample(name => Assert.True(Slugs.From(name) is "" || Slugs.IsValid(Slugs.From(name)), Slugs.From(name)));
}
