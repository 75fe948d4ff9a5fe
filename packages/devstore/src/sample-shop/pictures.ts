/** Product pictures, drawn as SVG: a motif in its colour on a soft ground. */

type Draw = (color: string) => string;

const SHADE = "#00000022";
const LIGHT = "#ffffff66";

const MOTIFS: ReadonlyMap<string, Draw> = new Map(
  Object.entries({
    phone: (c) =>
      `<rect x="140" y="60" width="120" height="280" rx="22" fill="${c}"/><rect x="150" y="74" width="100" height="252" rx="12" fill="#f8fafc"/><rect x="150" y="74" width="100" height="252" rx="12" fill="${c}" opacity=".25"/><circle cx="200" cy="90" r="5" fill="#111"/><rect x="168" y="120" width="64" height="10" rx="5" fill="${LIGHT}"/><rect x="168" y="140" width="40" height="10" rx="5" fill="${LIGHT}"/>`,
    case: (c) =>
      `<rect x="135" y="60" width="130" height="280" rx="28" fill="${c}"/><rect x="152" y="78" width="52" height="62" rx="16" fill="#111" opacity=".75"/><circle cx="170" cy="96" r="9" fill="#475569"/><circle cx="187" cy="120" r="9" fill="#475569"/><rect x="240" y="80" width="10" height="240" rx="5" fill="${LIGHT}"/>`,
    glass: (c) =>
      `<rect x="150" y="70" width="110" height="250" rx="16" fill="${c}" opacity=".55" stroke="#64748b" stroke-width="3"/><path d="M170 300 L235 95" stroke="#fff" stroke-width="10" opacity=".8"/><path d="M200 305 L245 160" stroke="#fff" stroke-width="5" opacity=".8"/>`,
    charger: (c) =>
      `<rect x="140" y="130" width="120" height="140" rx="26" fill="${c}" stroke="${SHADE}" stroke-width="3"/><rect x="170" y="90" width="12" height="42" rx="4" fill="#94a3b8"/><rect x="218" y="90" width="12" height="42" rx="4" fill="#94a3b8"/><rect x="182" y="232" width="36" height="14" rx="7" fill="#475569"/>`,
    cable: (c) =>
      `<path d="M110 270 C110 130 290 290 290 150" fill="none" stroke="${c}" stroke-width="14" stroke-linecap="round"/><rect x="276" y="96" width="28" height="58" rx="8" fill="#475569"/><rect x="283" y="78" width="14" height="24" rx="4" fill="#94a3b8"/><rect x="96" y="262" width="28" height="52" rx="8" fill="#475569"/>`,
    stand: (c) =>
      `<path d="M150 300 L180 120 L250 120 L250 300 Z" fill="${c}" stroke="${SHADE}" stroke-width="3"/><circle cx="214" cy="190" r="34" fill="none" stroke="#94a3b8" stroke-width="6"/><rect x="120" y="294" width="170" height="20" rx="10" fill="#94a3b8"/>`,
    earbuds: (c) =>
      `<rect x="120" y="180" width="160" height="110" rx="44" fill="${c}" stroke="#94a3b8" stroke-width="4"/><path d="M120 226 H280" stroke="#94a3b8" stroke-width="3"/><circle cx="165" cy="135" r="24" fill="${c}" stroke="#94a3b8" stroke-width="4"/><circle cx="235" cy="135" r="24" fill="${c}" stroke="#94a3b8" stroke-width="4"/><circle cx="200" cy="250" r="4" fill="#22c55e"/>`,
    powerbank: (c) =>
      `<rect x="130" y="90" width="140" height="220" rx="24" fill="${c}"/><circle cx="170" cy="130" r="6" fill="#22c55e"/><circle cx="190" cy="130" r="6" fill="#22c55e"/><circle cx="210" cy="130" r="6" fill="#22c55e"/><circle cx="230" cy="130" r="6" fill="#64748b"/><rect x="180" y="284" width="40" height="12" rx="6" fill="#0f172a"/>`,
    armchair: (c) =>
      `<rect x="120" y="110" width="160" height="130" rx="30" fill="${c}"/><rect x="96" y="180" width="46" height="100" rx="20" fill="${c}"/><rect x="258" y="180" width="46" height="100" rx="20" fill="${c}"/><rect x="130" y="220" width="140" height="54" rx="16" fill="${c}"/><rect x="130" y="220" width="140" height="54" rx="16" fill="${LIGHT}"/><path d="M125 280 L115 325 M275 280 L285 325" stroke="#a98467" stroke-width="12" stroke-linecap="round"/>`,
    sofa: (c) =>
      `<rect x="60" y="130" width="280" height="110" rx="28" fill="${c}"/><rect x="40" y="180" width="48" height="100" rx="20" fill="${c}"/><rect x="312" y="180" width="48" height="100" rx="20" fill="${c}"/><rect x="84" y="214" width="114" height="58" rx="14" fill="${c}"/><rect x="202" y="214" width="114" height="58" rx="14" fill="${c}"/><rect x="84" y="214" width="114" height="58" rx="14" fill="${LIGHT}"/><rect x="202" y="214" width="114" height="58" rx="14" fill="${LIGHT}"/><path d="M70 282 V312 M330 282 V312" stroke="#a98467" stroke-width="12" stroke-linecap="round"/>`,
    table: (c) =>
      `<ellipse cx="200" cy="170" rx="120" ry="34" fill="${c}"/><ellipse cx="200" cy="164" rx="120" ry="34" fill="${LIGHT}"/><path d="M110 185 L96 310 M290 185 L304 310 M200 204 V316" stroke="${c}" stroke-width="12" stroke-linecap="round"/>`,
    lamp: (c) =>
      `<path d="M150 310 C150 60 300 60 300 150" fill="none" stroke="#475569" stroke-width="8"/><path d="M262 190 L338 190 L316 138 L284 138 Z" fill="${c}"/><ellipse cx="150" cy="314" rx="50" ry="12" fill="#475569"/><ellipse cx="300" cy="250" rx="66" ry="60" fill="${c}" opacity=".18"/>`,
    rug: (c) =>
      `<path d="M80 140 L320 140 L350 290 L50 290 Z" fill="${c}"/><path d="M100 160 L300 160 L322 270 L78 270 Z" fill="none" stroke="#fff" stroke-width="6" opacity=".7"/><path d="M120 180 L280 180 L296 250 L104 250 Z" fill="none" stroke="#6b705c" stroke-width="4" opacity=".6"/>`,
    cushion: (c) =>
      `<path d="M110 120 Q200 90 290 120 Q320 200 290 290 Q200 320 110 290 Q80 200 110 120Z" fill="${c}"/><path d="M125 135 Q200 112 275 135" fill="none" stroke="${LIGHT}" stroke-width="8"/>`,
    basket: (c) =>
      `<path d="M100 160 H300 L280 310 H120 Z" fill="${c}"/><path d="M108 200 H294 M112 240 H289 M117 276 H284" stroke="${SHADE}" stroke-width="8"/><path d="M140 160 C140 90 260 90 260 160" fill="none" stroke="${c}" stroke-width="12"/>`,
    burger: (c) =>
      `<path d="M90 200 C90 100 310 100 310 200 Z" fill="#e9a24a"/><circle cx="160" cy="150" r="4" fill="#fff4d6"/><circle cx="200" cy="136" r="4" fill="#fff4d6"/><circle cx="240" cy="152" r="4" fill="#fff4d6"/><path d="M84 208 q19 20 38 0 t38 0 t38 0 t38 0 t38 0 t38 0 v16 H84Z" fill="#74a442"/><rect x="92" y="224" width="216" height="30" rx="14" fill="${c}"/><path d="M92 252 L308 252 L260 276 L220 254 Z" fill="#f6c445"/><path d="M92 266 H308 V280 C308 304 92 304 92 280 Z" fill="#e9a24a"/>`,
    fries: (c) =>
      `<g fill="${c}"><rect x="135" y="90" width="20" height="140" rx="4"/><rect x="162" y="74" width="20" height="150" rx="4"/><rect x="190" y="84" width="20" height="150" rx="4"/><rect x="218" y="70" width="20" height="150" rx="4"/><rect x="246" y="96" width="20" height="140" rx="4"/></g><path d="M115 180 Q200 220 285 180 L266 320 H134 Z" fill="#c1121f"/>`,
    cup: (c) =>
      `<path d="M130 130 H270 L252 320 H148 Z" fill="${c}"/><path d="M135 180 H265 L260 240 H140 Z" fill="#fff" opacity=".35"/><rect x="120" y="112" width="160" height="22" rx="10" fill="#f8fafc" stroke="${SHADE}" stroke-width="2"/><path d="M215 112 L232 56" stroke="#e63946" stroke-width="10" stroke-linecap="round"/>`,
    jar: (c) =>
      `<rect x="140" y="150" width="120" height="150" rx="26" fill="${c}"/><rect x="134" y="118" width="132" height="34" rx="10" fill="#475569"/><rect x="152" y="196" width="96" height="58" rx="8" fill="#fff" opacity=".8"/>`,
    parcel: (c) =>
      `<path d="M100 150 L200 110 L300 150 V270 L200 312 L100 270 Z" fill="${c}"/><path d="M100 150 L200 192 L300 150 M200 192 V312" fill="none" stroke="#ffffffaa" stroke-width="6"/>`,
  }),
);

/** An SVG of 400 by 400. A motif that is not known is drawn as a parcel. */
export function drawPicture({ motif, color }: { motif: string; color: string }): string {
  const draw = MOTIFS.get(motif) ?? MOTIFS.get("parcel")!;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400"><rect width="400" height="400" fill="#f3f1ec"/><ellipse cx="200" cy="334" rx="120" ry="14" fill="#00000014"/>${draw(color)}</svg>`;
}
