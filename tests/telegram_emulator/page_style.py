"""How the page of a chat looks: the light theme of Telegram on a phone."""

# Drawn here, as not every machine has a font with emoji.
CLIP = (
    '<svg viewBox="0 0 24 24"><path d="M19 11l-7.5 7.5a4.2 4.2 0 0 1-6-6L13 5a2.8 2.8 0 0 1 4 4'
    'l-7.4 7.4a1.4 1.4 0 0 1-2-2L14 8"/></svg>'
)
SMILE = (
    '<svg viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/>'
    '<path d="M8 14a4.6 4.6 0 0 0 8 0M9 9.5v.3M15 9.5v.3"/></svg>'
)
LANDSCAPE = (
    '<svg viewBox="0 0 24 24"><rect x="3" y="5" width="18" height="14" rx="2"/>'
    '<path d="M3 17l5-5 4 4 3-3 6 5"/><circle cx="15.5" cy="9.5" r="1.5"/></svg>'
)
STYLE = """
:root { --accent: #3390ec; --mine: #effdde; --green: #4fae4e; --line: #dfe1e5; --grey: #707579; }
* { box-sizing: border-box; margin: 0; }
body { background: #cfd6db; padding: 24px; display: flex; flex-wrap: wrap; gap: 28px;
  justify-content: center; align-items: flex-start;
  font: 15px/1.32 Roboto, "Segoe UI", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  color: #000; -webkit-font-smoothing: antialiased; }
.phone { width: 400px; border-radius: 26px; overflow: hidden; background: #fff;
  box-shadow: 0 10px 34px rgba(0, 0, 0, .28); display: flex; flex-direction: column;
  min-height: 720px; }
header { display: flex; align-items: center; gap: 11px; padding: 9px 14px 9px 10px;
  background: #fff;  border-bottom: 1px solid var(--line); }
.back { color: var(--accent); font-size: 28px; line-height: 1; width: 16px; text-align: center; }
.avatar { width: 40px; height: 40px; border-radius: 50%; flex: none; display: grid;
  place-items: center; color: #fff; font-weight: 500; font-size: 17px; }
.who { min-width: 0; flex: 1; }
.who b { display: block; font-weight: 600; font-size: 16px; overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis; }
.who span { color: var(--grey); font-size: 13px; }
.more { color: var(--grey); font-size: 20px; letter-spacing: 1px; }
main { flex: 1; padding: 10px 13px 12px; display: flex; flex-direction: column; gap: 2px;
  background: linear-gradient(160deg, #dbddbb 0%, #b9d3a4 30%, #88b884 65%, #d5d88d 100%); }
.pill { align-self: center; background: rgba(74, 105, 60, .52); color: #fff; border-radius: 13px;
  padding: 3px 10px; font-size: 13px; font-weight: 500; margin: 7px 0; text-align: center;
  max-width: 85%; }
.said { max-width: 85%; display: flex; flex-direction: column; align-self: flex-start; }
.said.mine { align-self: flex-end; }
.said.first { margin-top: 7px; }
.said.wide { width: 85%; }
.bubble { position: relative; background: #fff; border-radius: 15px; padding: 6px 10px 7px;
  box-shadow: 0 1px 1.5px rgba(60, 80, 40, .28); min-width: 74px; overflow-wrap: anywhere; }
.mine .bubble { background: var(--mine); }
.said.last:not(.keys) .bubble { border-bottom-left-radius: 0; }
.said.last.mine:not(.keys) .bubble { border-bottom-left-radius: 15px;
  border-bottom-right-radius: 0; }
.said.last:not(.keys) .bubble::after { content: ""; position: absolute; bottom: 0; left: -8px;
  width: 9px; height: 10px;
  background: radial-gradient(circle at 0 0, transparent 8.5px, #fff 9px); }
.said.last.mine:not(.keys) .bubble::after { left: auto; right: -8px;
  background: radial-gradient(circle at 100% 0, transparent 8.5px, var(--mine) 9px); }
.name { font-weight: 600; font-size: 14px; margin-bottom: 1px; }
.forwarded { color: var(--accent); font-size: 14px; margin-bottom: 3px; }
.forwarded b { font-weight: 600; }
.mine .forwarded { color: var(--green); }
.answered { display: block; border-left: 3px solid var(--accent); background: #3390ec1a;
  border-radius: 4px; padding: 3px 8px 4px; margin: 2px 0 5px; font-size: 14px; }
.mine .answered { border-color: var(--green); background: #4fae4e22; }
.answered b { display: block; color: var(--accent); font-weight: 600; }
.mine .answered b { color: var(--green); }
.answered span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.words { white-space: pre-wrap; }
.words::after { content: ""; display: inline-block; width: var(--stamp, 46px); height: 1px; }
.stamp { position: absolute; right: 9px; bottom: 4px; font-size: 12px; color: #8d9499;
  white-space: nowrap; }
.mine .stamp { color: var(--green); }
.ticks { margin-left: 3px; letter-spacing: -4px; padding-right: 4px; }
.lone .stamp { position: static; display: block; text-align: right; margin-top: 2px; }
.lone .words::after { display: none; }
blockquote { position: relative; display: block; border-left: 3px solid var(--accent);
  background: #3390ec17; border-radius: 4px; padding: 3px 24px 4px 8px; margin: 3px 0;
  font-size: 14.5px; }
.mine blockquote { border-color: var(--green); background: #4fae4e1f; }
blockquote::before { content: "\\201D"; position: absolute; right: 6px; top: 1px;
  color: var(--accent); font: bold 24px/1 Georgia, serif; }
.mine blockquote::before { color: var(--green); }
.fold { display: none; }
blockquote.long .inside { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden;
  -webkit-line-clamp: 3; }
blockquote.long .fold:checked ~ .inside { -webkit-line-clamp: none; display: block; }
blockquote.long label { position: absolute; right: 5px; bottom: 2px; color: var(--accent);
  font-size: 15px; line-height: 1; cursor: pointer; }
code { font: 13.5px/1.3 "Roboto Mono", "DejaVu Sans Mono", monospace; color: #1f6fb8; }
pre { font: 13px/1.35 "Roboto Mono", "DejaVu Sans Mono", monospace; white-space: pre-wrap;
  display: block; background: #3390ec12; border-left: 3px solid var(--accent); border-radius: 4px;
  padding: 4px 8px; margin: 3px 0; }
pre .language { display: block; color: var(--accent); font-weight: bold; }
a, .link { color: #2481cc; text-decoration: none; }
.spoiler { background: #8d9499; color: transparent; border-radius: 3px; }
.file { display: flex; gap: 10px; align-items: center; padding: 3px 20px 5px 0; }
.file i { width: 44px; height: 44px; border-radius: 50%; background: var(--accent); flex: none;
  display: grid; place-items: center; color: #fff; font: 20px/1 sans-serif; }
.mine .file i { background: var(--green); }
.file b { font-weight: 600; display: block; }
.file span { color: var(--grey); font-size: 13px; }
.photo { height: 150px; min-width: 230px; margin: -3px -7px 6px; border-radius: 12px;
  display: grid; place-items: center; color: #ffffffd0; font-size: 40px;
  background: linear-gradient(135deg, #90a4ae, #546e7a); }
.buttons { display: flex; flex-direction: column; gap: 3px; margin-top: 3px; }
.row { display: flex; gap: 3px; }
.key { flex: 1; background: rgba(70, 100, 60, .46); color: #fff; border-radius: 9px;
  padding: 8px 6px; text-align: center; font-size: 14px; font-weight: 500; position: relative;
  min-width: 0; overflow-wrap: anywhere; }
.key.danger { background: #d9534fcc; }
.key.success { background: #4a9d49d9; }
.key.primary { background: #3390ecd9; }
.key sup { position: absolute; right: 6px; top: 3px; font-size: 10px; }
.reactions { display: flex; gap: 4px; margin-top: 4px; }
.reactions span { background: #3390ec22; border-radius: 12px; padding: 1px 8px; font-size: 15px; }
.answers { background: #e6e8ea; padding: 6px; display: flex; flex-direction: column; gap: 5px; }
.answers .key { background: #fff; color: #000; box-shadow: 0 1px 0 #b9bdc1; }
footer { display: flex; align-items: center; gap: 10px; padding: 8px 12px; background: #fff;
  border-top: 1px solid var(--line); color: #a2a7ab; }
footer .menu { background: var(--accent); color: #fff; border-radius: 16px; padding: 5px 12px;
  font-size: 14px; font-weight: 500; }
footer .field { flex: 1; }
svg { fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round;
  stroke-linejoin: round; width: 22px; height: 22px; display: block; }
.photo svg { width: 64px; height: 64px; stroke-width: 1.2; }
"""
