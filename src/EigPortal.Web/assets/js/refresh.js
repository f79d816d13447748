// A board that is merely looked at reads itself again; whoever has put the focus somewhere, or a hand on a form, is left alone.
export function refresh(document) {
  const link = document.querySelector("[data-portal-refresh]");
  if (!link) {
    return;
  }

  setInterval(() => {
    const idle = document.visibilityState === "visible" && document.activeElement === document.body;
    if (idle && !document.getSelection()?.toString()) {
      document.location.reload();
    }
  }, Number(link.dataset.portalRefresh) * 1000);
}
