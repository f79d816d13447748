namespace EigPortal.Services.Time;

/// <summary>When the headers of a request reached the first hop that we trust. This decides whether an answer came before the closing,
/// however long its body took to arrive.</summary>
/// <param name="Programme">Programme time, compared with the windows of the timetable.</param>
/// <param name="Machine">Machine time of the same moment, for logs.</param>
public sealed record RequestArrival(DateTimeOffset Programme, DateTimeOffset Machine);
