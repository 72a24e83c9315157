// Where the game is asked for. Through a proxy that encrypts, the page has come by https, and browsers then refuse what
// is not encrypted. The terminal reads this when the window has loaded, which is later.
document.addEventListener("DOMContentLoaded", () => {
  const socket = new URL("/ws", location.href);
  socket.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  document.getElementById("terminal").dataset.sessionWebsocketUrl = socket.href;
});

// The terminal has the keyboard as soon as the game is there: nobody has to click first.
new MutationObserver((_, observer) => {
  const keyboard = document.querySelector(".xterm-helper-textarea");
  if (keyboard && document.body.classList.contains("-first-byte")) {
    keyboard.focus();
    observer.disconnect();
  }
}).observe(document.documentElement, { attributes: true, childList: true, subtree: true });
