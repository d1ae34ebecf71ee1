"""The look of Slack, as one style sheet."""

from typing import Final

STYLE: Final = """
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1d1c1d; overflow-wrap: break-word;
  font: 15px/1.46668 Slack-Lato, Lato, "Liberation Sans", Arial, "Noto Color Emoji", sans-serif; }
a { color: #1264a3; }
.layout { display: flex; align-items: stretch; min-height: 100vh; }
.main { flex: 1; min-width: 0; }
.pane { width: 420px; border-left: 1px solid #dddddd; }
.top { padding: 12px 20px; border-bottom: 1px solid #dddddd; font-weight: 900; font-size: 18px; }
.top small { color: #616061; font-weight: 400; font-size: 13px; margin-left: 8px; }
.message { display: flex; gap: 8px; padding: 8px 20px; }
.message:hover { background: #f8f8f8; }
.replies { margin: 0 20px 8px 64px; border-left: 2px solid #e0e0e0; }
.avatar { flex: none; width: 36px; height: 36px; border-radius: 8px; color: #fff; font-weight: 700;
  display: flex; align-items: center; justify-content: center; font-size: 15px; }
.body { min-width: 0; flex: 1; max-width: 720px; }
.who { display: flex; align-items: baseline; gap: 6px; }
.who b { font-weight: 900; }
.who .badge { background: #e8e8e8; color: #616061; font-size: 10px; font-weight: 700;
  padding: 1px 3px; border-radius: 2px; align-self: center; }
.who time, .note, .edited { color: #616061; font-size: 12px; }
.ephemeral { background: #f8f8f8; border-left: 3px solid #c4c4c4; }
.ephemeral .only { display: flex; gap: 4px; align-items: center; color: #616061; font-size: 12px;
  margin-bottom: 2px; }
.mention { background: #e8f5fa; color: #1264a3; padding: 0 2px; border-radius: 3px; }
blockquote { margin: 4px 0; padding: 0 0 0 16px; position: relative; }
blockquote::before { content: ""; position: absolute; left: 0; top: 0; bottom: 0; width: 4px;
  border-radius: 8px; background: #dddddd; }
code { background: #f6f6f6; border: 1px solid #dddddd; border-radius: 3px; color: #e01e5a;
  padding: 1px 3px; font: 12px Menlo, "Liberation Mono", monospace; }
pre { background: #f6f6f6; border: 1px solid #dddddd; border-radius: 4px; padding: 8px;
  margin: 4px 0;
  white-space: pre-wrap; font: 12px/1.5 Menlo, "Liberation Mono", monospace; }
ul, ol { margin: 2px 0; padding-left: 26px; }
.block { margin: 4px 0; }
.header { font-size: 18px; font-weight: 900; margin: 6px 0 2px; }
hr { border: 0; border-top: 1px solid #dddddd; margin: 8px 0; }
.section { display: flex; gap: 16px; }
.section-body { flex: 1; min-width: 0; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 12px; margin-top: 4px; }
.context { display: flex; flex-wrap: wrap; gap: 4px 8px; color: #616061; font-size: 13px;
  align-items: center; }
.context-image { width: 20px; height: 20px; border-radius: 2px; background: #dddddd; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0; align-items: center; }
.button { border: 1px solid #bbbabb; border-radius: 4px; padding: 3px 12px; font-size: 13px;
  font-weight: 700; background: #fff; display: inline-block; line-height: 22px;
  white-space: nowrap; }
.button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
.button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
.button .out { color: #616061; }
.context-actions { display: flex; gap: 4px; }
.feedback { width: 28px; height: 28px; border-radius: 6px; display: inline-flex; font-size: 14px;
  align-items: center; justify-content: center; color: #616061; }
.feedback.down svg { transform: rotate(180deg); }
.menu { border: 1px solid #bbbabb; border-radius: 4px; padding: 3px 8px; font-size: 14px;
  display: inline-flex; min-width: 160px; justify-content: space-between; gap: 16px; }
.caret { color: #616061; }
.placeholder { color: #8d8d8d; }
.alert { border: 1px solid #dddddd; border-left-width: 4px; border-radius: 4px; padding: 8px 12px; }
.alert.warning { border-left-color: #e8912d; } .alert.error { border-left-color: #e01e5a; }
.alert.info { border-left-color: #1264a3; } .alert.success { border-left-color: #007a5a; }
.image { background: #f0f0f0; color: #616061; border-radius: 8px; padding: 24px; max-width: 360px; }
.image.small { padding: 12px; font-size: 12px; max-width: 88px; }
.card, .container { border: 1px solid #dddddd; border-radius: 8px; padding: 12px;
  max-width: 480px; }
.card-title, .container-title { font-weight: 900; }
.card-subtitle, .container-subtitle { color: #616061; font-size: 13px; }
table { border-collapse: collapse; font-size: 14px; }
th, td { border: 1px solid #dddddd; padding: 4px 8px; text-align: left; vertical-align: top; }
th { background: #f8f8f8; }
.attachment { border-left: 4px solid #dddddd; padding-left: 12px; margin: 4px 0;
  border-radius: 2px; }
.file { border: 1px solid #dddddd; border-radius: 12px; padding: 10px 12px; display: inline-flex;
  gap: 10px; align-items: center; margin: 4px 0; min-width: 260px; }
.file-icon { background: #1264a3; color: #fff; border-radius: 6px; font-weight: 700;
  font-size: 11px;
  width: 36px; height: 36px; display: flex; align-items: center; justify-content: center; }
.file small { display: block; color: #616061; }
.reactions { display: flex; gap: 4px; margin-top: 4px; }
.reaction { background: #efefef; border-radius: 12px; padding: 1px 8px; font-size: 12px; }
.count { color: #1264a3; font-size: 13px; font-weight: 700; margin-top: 4px; }
.status { color: #616061; font-size: 13px; font-style: italic; padding: 0 20px 8px 64px; }
.prompts { padding: 8px 20px 16px 64px; display: flex; flex-direction: column; gap: 8px;
  align-items: flex-start; }
.prompts b { font-size: 13px; }
.prompt { border: 1px solid #dddddd; border-radius: 8px; padding: 6px 12px; font-size: 14px; }
.md-heading { font-weight: 900; font-size: 17px; margin-top: 6px; }
.shade { background: rgba(29, 28, 29, .6); min-height: 100vh; padding: 48px 16px; }
.modal { background: #fff; width: 520px; margin: 0 auto; border-radius: 8px; overflow: hidden; }
.modal-top { display: flex; align-items: center; gap: 10px; padding: 20px 24px 12px;
  font-size: 22px;
  font-weight: 900; }
.modal-top .avatar { width: 28px; height: 28px; font-size: 12px; border-radius: 6px; }
.modal-top .cross { margin-left: auto; color: #616061; font-weight: 400; }
.modal-body { padding: 4px 24px 16px; }
.modal-bottom { display: flex; justify-content: flex-end; gap: 10px; padding: 16px 24px;
  border-top: 1px solid #eeeeee; }
.modal-bottom .button { font-size: 15px; padding: 6px 16px; }
.label { font-weight: 700; margin-bottom: 6px; }
.optional, .hint { color: #616061; font-weight: 400; font-size: 13px; }
.input { margin: 12px 0; }
.field { border: 1px solid #868686; border-radius: 4px; padding: 8px 12px; white-space: pre-wrap; }
.field.tall { min-height: 88px; }
.wrong .field, .wrong .menu { border-color: #e01e5a; }
.problem { color: #e01e5a; font-size: 13px; margin-top: 4px; }
.input .menu { width: 100%; }
.option { margin: 4px 0; } .option-note { color: #616061; font-size: 13px; padding-left: 22px; }
.home { max-width: 720px; margin: 0 auto; padding: 20px; }
.tabs { display: flex; gap: 20px; border-bottom: 1px solid #dddddd; padding: 0 20px; }
.tabs span { padding: 8px 0; font-size: 13px; color: #616061; font-weight: 700; }
.tabs .chosen { color: #1d1c1d; border-bottom: 2px solid #007a5a; }
"""
