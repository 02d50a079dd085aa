// The chat's own card, drawn by the chat's own code, in the preview of a service.

import { serviceCards } from "../shared/card-services.js";
import { createDates, createTexts } from "../shared/texts.js";

const { language, service, texts } = JSON.parse(document.getElementById("config").textContent);
const t = createTexts(texts);
const card = serviceCards([service], { t, dates: createDates(language, t), base: `${location.origin}/`, language });
document.getElementById("chat").replaceChildren(card);
