import "@gouvfr/dsfr/dist/core/core.module.js";
import "@gouvfr/dsfr/dist/scheme/scheme.module.js";
import "@gouvfr/dsfr/dist/component/accordion/accordion.module.js";
import "@gouvfr/dsfr/dist/component/breadcrumb/breadcrumb.module.js";
import "@gouvfr/dsfr/dist/component/button/button.module.js";
import "@gouvfr/dsfr/dist/component/modal/modal.module.js";
import "@gouvfr/dsfr/dist/component/header/header.module.js";
import "@gouvfr/dsfr/dist/component/navigation/navigation.module.js";
import "@gouvfr/dsfr/dist/component/password/password.module.js";
import "@gouvfr/dsfr/dist/component/sidemenu/sidemenu.module.js";
import "@gouvfr/dsfr/dist/component/table/table.module.js";
import "@gouvfr/dsfr/dist/component/tag/tag.module.js";
import "@gouvfr/dsfr/dist/component/display/display.module.js";
import { autosave } from "./autosave.js";
import { countDown } from "./call-clock.js";
import { countCharacters } from "./character-count.js";
import { focusErrorSummary } from "./error-summary.js";
import { showLocalTimes } from "./local-time.js";
import { listenForMarks } from "./mark-keys.js";
import { offerPasskeys } from "./passkeys.js";

// Before counting: what comes back counts too.
autosave(document);
focusErrorSummary(document);
countCharacters(document);
countDown(document);
showLocalTimes(document);
listenForMarks(document);
offerPasskeys(document);
