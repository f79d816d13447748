using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EigPortal.Web.Shared;

/// <summary>A body that can't be read as a form is the sender's mistake (400), not the portal's, for actions that read fields by name.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ReadableFormAttribute : Attribute, IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        try
        {
            if (!HttpMethods.IsGet(request.Method))
            {
                await request.ReadFormAsync(context.HttpContext.RequestAborted);
            }
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or InvalidOperationException or NotSupportedException or IOException)
        {
            context.Result = new BadRequestResult();
            return;
        }

        await next();
    }
}
