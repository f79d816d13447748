using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Benchmarks.Floors;

/// <summary>The smallest MVC page over one query of 15 rows, and the smallest MVC save of 4 kB.</summary>
public sealed class FloorsController(FloorContext db) : Controller
{
    [HttpGet("/page")]
    public async Task<IActionResult> Page(int size, CancellationToken ct)
    {
        ViewData["Size"] = size;
        return View("/Floors/Page.cshtml", await db.Rows.AsNoTracking().OrderBy(row => row.Id).Take(15).ToListAsync(ct));
    }

    [HttpPost("/insert")]
    public async Task<IActionResult> Insert([FromForm] string text, CancellationToken ct)
    {
        db.Rows.Add(new FloorRow { Text = text });
        await db.SaveChangesAsync(ct);
        return Redirect("/page");
    }
}
