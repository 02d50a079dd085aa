// The sign-in form of the nurses' console.

import { createHttp } from "../shared/http.js";
import { createTexts } from "../shared/texts.js";
import { readConfig } from "./config.js";

const t = createTexts(readConfig().texts);
const form = document.getElementById("sign-in");
const error = document.getElementById("error");
const { username, password } = form.elements;
const http = createHttp({ base: location.origin, language: () => document.documentElement.lang });

document.getElementById("show").addEventListener("change", (event) => {
  password.type = event.target.checked ? "text" : "password";
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  error.textContent = "";
  for (const field of [username, password]) field.setAttribute("aria-invalid", String(!field.value));
  if (!username.value || !password.value) {
    error.textContent = t("fill_both");
    (username.value ? password : username).focus();
    return;
  }
  try {
    await http("POST", "/api/session", { body: { username: username.value.trim(), password: password.value } });
    location.reload();
  } catch (refusal) {
    error.textContent = refusal.code === "network" ? t("disconnected") : refusal.message;
  }
});
