// The residents' pages work without this; it only lets the skip link reach into the chat.

for (const link of document.querySelectorAll("[data-focus-chat]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("opastin-chat")?.focusInput?.();
  });
}
