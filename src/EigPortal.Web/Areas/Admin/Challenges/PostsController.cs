using EigPortal.Domain.Shared;
using EigPortal.Services.Challenges;
using EigPortal.Services.Identity;
using EigPortal.Web.Shared;
using EigPortal.Web.Startup;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace EigPortal.Web.Areas.Admin.Challenges;

/// <summary>The posts of a challenge.</summary>
[Route("admin/defis/{id:guid}/postes")]
public sealed class PostsController(
    ChallengeWriting writing,
    IValidator<PostInput> validator,
    IOutputCacheStore cache,
    ActorLoader actors
) : AdminController(actors)
{
    [HttpGet("nouveau")]
    public async Task<IActionResult> New(Guid id, CancellationToken ct) =>
        await writing.FindAsync(id, ct) is { } found
            ? View("Post", new PostFormModel(found.Challenge, null, new PostInput()))
            : NotFound();

    [HttpGet("{postId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid postId, CancellationToken ct) =>
        await writing.FindAsync(id, ct) is { } found
        && found.Challenge.Posts.SingleOrDefault(post => post.Id == postId) is { } post
            ? View("Post", new PostFormModel(found.Challenge, postId, PostInput.From(post)))
            : NotFound();

    [HttpPost("nouveau")]
    public Task<IActionResult> Add(Guid id, [FromForm] PostInput input, CancellationToken ct) => SaveAsync(id, null, input, ct);

    [HttpPost("{postId:guid}")]
    public Task<IActionResult> Update(Guid id, Guid postId, [FromForm] PostInput input, CancellationToken ct) =>
        SaveAsync(id, postId, input, ct);

    [HttpPost("{postId:guid}/retirer")]
    public async Task<IActionResult> Remove(Guid id, Guid postId, CancellationToken ct)
    {
        if (await writing.FindAsync(id, ct) is not { } found || !Has(found, postId))
        {
            return NotFound();
        }

        var result = await writing.ActAsync(id, null, (challenge, _) => challenge.RemovePost(postId), ct);
        await PublicPages.EvictAsync(cache, ct);
        this.Flash(
            result.IsOk ? "Le poste est retiré." : result.Error.Message,
            result.IsOk ? Dsfr.Severity.Success : Dsfr.Severity.Error
        );
        return LocalRedirect($"/admin/defis/{id}");
    }

    private static bool Has(VersionedChallenge found, Guid postId) => found.Challenge.Posts.Any(post => post.Id == postId);

    private async Task<IActionResult> SaveAsync(Guid id, Guid? postId, PostInput input, CancellationToken ct)
    {
        if (await writing.FindAsync(id, ct) is not { } found || postId is { } asked && !Has(found, asked))
        {
            return NotFound();
        }

        var shape = await validator.ValidateAsync(input, ct);
        shape.AddToModelState(ModelState);
        var result = !shape.IsValid
            ? Result.Ok
            : await writing.ActAsync(
                id,
                null,
                (challenge, _) =>
                    postId is { } known ? challenge.EditPost(known, input.ToText()) : challenge.AddPost(input.ToText()),
                ct
            );
        AddErrors(result.Errors);
        if (!ModelState.IsValid)
        {
            return Refused("Post", new PostFormModel(found.Challenge, postId, input));
        }

        await PublicPages.EvictAsync(cache, ct);
        this.Flash("Le poste est enregistré.");
        return LocalRedirect($"/admin/defis/{id}");
    }
}
