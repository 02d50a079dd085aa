// A nurse who looks elsewhere is called: a sound of our own and the number waiting in the page's title.

const plainTitle = document.title;
let audio = null;

/** Make sound possible; browsers allow it only after something was pressed. */
export function allowSound() {
  audio = audio ?? new AudioContext();
  audio.resume();
}

/** Two rising tones, loud enough for a room. */
export function playSound() {
  if (!audio) return;
  for (const [start, pitch] of [[0, 660], [0.22, 880]]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const from = audio.currentTime + start;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.5, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.22);
  }
}

/** @param {string} text before the title; empty when nobody waits */
export function showInTitle(text) {
  document.title = text ? `${text} ${plainTitle}` : plainTitle;
}
