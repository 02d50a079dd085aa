// The residents' pages work without this; it lets the skip link reach into the chat, and prints at a button.

for (const link of document.querySelectorAll("[data-focus-chat]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("opastin-chat")?.focusInput?.();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
