namespace EigPortal.Web.Dsfr;

/// <summary>
/// The icons that pages name without their prefix. The style sheet keeps the icons whose full class appears in the sources,
/// so each one used by a tag's <c>icon</c> attribute is listed here; a test says when one is missing.
/// </summary>
public static class Icons
{
    public static readonly IReadOnlyList<string> Used =
    [
        "fr-icon-account-circle-line",
        "fr-icon-add-line",
        "fr-icon-alert-line",
        "fr-icon-arrow-left-line",
        "fr-icon-arrow-right-line",
        "fr-icon-calendar-line",
        "fr-icon-checkbox-circle-line",
        "fr-icon-close-line",
        "fr-icon-delete-line",
        "fr-icon-download-line",
        "fr-icon-edit-line",
        "fr-icon-eye-line",
        "fr-icon-file-text-line",
        "fr-icon-filter-line",
        "fr-icon-information-line",
        "fr-icon-logout-box-r-line",
        "fr-icon-mail-line",
        "fr-icon-map-pin-2-line",
        "fr-icon-refresh-line",
        "fr-icon-save-line",
        "fr-icon-search-line",
        "fr-icon-send-plane-line",
        "fr-icon-team-line",
        "fr-icon-time-line",
        "fr-icon-upload-line",
        "fr-icon-user-add-line",
        "fr-icon-user-line",
    ];
}
