/** How the page looks: by the reader's own theme, like the app. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; font: 15px/1.5 -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: 200px minmax(0, 860px); gap: 40px; background: light-dark(#f2f2f6, #1c1c1e); color: light-dark(#0c0c0e, #f6f6f8); }
nav { position: sticky; top: 0; align-self: start; display: grid; gap: 8px; padding: 28px 0 28px 28px; }
main { padding: 20px 24px 80px 0; }
a { color: light-dark(#0062cc, #58a9ff); text-decoration: none; }
a:hover { text-decoration: underline; }
h1 { font-size: 28px; letter-spacing: -0.02em; margin: 0; }
h2 { font-size: 20px; margin: 32px 0 10px; }
h3 { font-size: 13px; margin: 16px 0 4px; color: light-dark(#67676d, #a4a4ab); }
details { margin-bottom: 8px; padding: 0 14px; border-radius: 12px; background: light-dark(#fff, #2c2c2e); }
details[open] { padding-bottom: 14px; }
summary { cursor: pointer; margin: 0 -14px; padding: 10px 14px; border-radius: 12px; }
summary span { color: light-dark(#67676d, #a4a4ab); }
summary b { display: inline-block; min-width: 58px; font-size: 12px; }
.get { color: light-dark(#0062cc, #58a9ff); }
.post { color: light-dark(#1a7a3c, #5fd38a); }
.patch { color: light-dark(#8a5a00, #ffc35c); }
.delete { color: light-dark(#c9221b, #ff7a72); }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
pre { margin: 4px 0; padding: 10px 12px; max-height: 420px; overflow: auto; border-radius: 8px; background: light-dark(#f2f2f6, #1c1c1e); white-space: pre-wrap; }
dl { margin: 0; display: grid; grid-template-columns: 72px minmax(0, 1fr); gap: 4px 12px; }
dd, p { margin: 0; }
dt { font-weight: 600; }
@media (width < 768px) { body { display: block; padding: 0 14px; } nav { position: static; grid-auto-flow: column; padding: 16px 0; overflow-x: auto; } main { padding: 0 0 60px; } dl { grid-template-columns: minmax(0, 1fr); } }
`
