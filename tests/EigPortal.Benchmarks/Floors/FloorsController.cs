using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace EigPortal.Benchmarks.Floors;

/// <summary>The smallest MVC page over one query of 15 rows, the smallest MVC save of 4 kB, and the smallest way to keep a piece of a file.</summary>
public sealed class FloorsController(FloorContext db, FloorFiles files) : Controller
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

    [HttpPost("/receive/{id:guid}")]
    public async Task<IActionResult> Receive(Guid id, CancellationToken ct)
    {
        await using var file = new FileStream(Path.Combine(files.Folder, id.ToString("N")), FileMode.Append);
        await Request.Body.CopyToAsync(file, ct);
        file.Flush(flushToDisk: true);
        return Ok();
    }
}
