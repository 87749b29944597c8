// What every page has.
import "./csrf.js";
import "./theme.js";
import "./menus.js";
import "./focus.js";
import "./toasts.js";
import "./loading.js";
import "./uploads.js";
import "./strips.js";
