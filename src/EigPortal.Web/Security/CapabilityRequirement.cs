using EigPortal.Services.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace EigPortal.Web.Security;

public sealed record CapabilityRequirement(string Capability) : IAuthorizationRequirement;

/// <summary>Why somebody signed in is stopped, when there is something they can do about it.</summary>
internal enum WayOut
{
    SignInAgain,
    AcceptCharter,
    SetUpSecondFactor,
}

internal sealed class WayOutReason(IAuthorizationHandler handler, WayOut wayOut)
    : AuthorizationFailureReason(handler, wayOut.ToString())
{
    public WayOut WayOut => wayOut;
}

/// <summary>Judges a capability on the links and the role that the account has now.</summary>
internal sealed class CapabilityHandler(ActorLoader actors, IOptionsSnapshot<AccountOptions> options, IHttpContextAccessor http)
    : AuthorizationHandler<CapabilityRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, CapabilityRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated != true)
        {
            return;
        }

        var actor = await actors.LoadAsync(http.HttpContext?.RequestAborted ?? CancellationToken.None);
        if (actor is null)
        {
            context.Fail(new WayOutReason(this, WayOut.SignInAgain));
        }
        else if (!Has(actor, requirement.Capability))
        {
            context.Fail();
        }
        else if (Missing(actor, requirement.Capability) is { } missing)
        {
            context.Fail(new WayOutReason(this, missing));
        }
        else
        {
            context.Succeed(requirement);
        }
    }

    private static bool Has(Actor actor, string capability) =>
        capability switch
        {
            Capabilities.Candidate => true,
            // No link is made before the address is proved; were there one, it would open nothing.
            _ when !actor.IsAddressProved => false,
            Capabilities.Jury or Capabilities.JuryEntry => actor.IsJuror,
            Capabilities.Staff => actor.IsStaff,
            Capabilities.Administrator => actor.IsAdministrator,
            Capabilities.Host => actor.IsHostContact || actor.IsMentor,
            _ => throw new InvalidOperationException($"Unknown capability {capability}."),
        };

    private WayOut? Missing(Actor actor, string capability)
    {
        // A juror may also be a candidate of another promotion: their own file asks for no second factor.
        if (capability == Capabilities.Candidate)
        {
            return null;
        }

        if (options.Value.RequireSecondFactor && !actor.HasSecondFactor)
        {
            return WayOut.SetUpSecondFactor;
        }

        return capability == Capabilities.Jury && actor.HasCharterToAccept ? WayOut.AcceptCharter : null;
    }
}
