using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace EigPortal.Web.Security;

/// <summary>
/// An area is an audience: its controllers ask for its capability without saying so. A controller or an action that names a policy
/// itself keeps that one instead. A controller in the folder of an area that forgets its <c>[Area]</c> stops the portal from starting.
/// </summary>
internal sealed class AreaPolicyConvention : IApplicationModelConvention
{
    private const string AreasNamespace = "EigPortal.Web.Areas.";

    public void Apply(ApplicationModel application)
    {
        foreach (var controller in application.Controllers)
        {
            controller.RouteValues.TryGetValue("area", out var area);
            CheckFolder(controller, area);
            if (area is null || NamesPolicy(controller.Attributes))
            {
                continue;
            }

            var policy = new AuthorizeAttribute(Capabilities.OfArea(area));
            foreach (
                var selector in controller
                    .Actions.Where(action => !NamesPolicy(action.Attributes))
                    .SelectMany(action => action.Selectors)
            )
            {
                selector.EndpointMetadata.Add(policy);
            }
        }
    }

    private static bool NamesPolicy(IEnumerable<object> attributes) =>
        attributes.OfType<IAuthorizeData>().Any(data => data.Policy is not null);

    private static void CheckFolder(ControllerModel controller, string? area)
    {
        var folder = controller.ControllerType.Namespace ?? "";
        var expected = folder.StartsWith(AreasNamespace, StringComparison.Ordinal)
            ? folder[AreasNamespace.Length..].Split('.')[0]
            : null;
        if (expected != area)
        {
            throw new InvalidOperationException(
                $"{controller.ControllerType.Name} is in {folder} and its area is \"{area}\": write [Area(\"{expected}\")], or move it."
            );
        }
    }
}
