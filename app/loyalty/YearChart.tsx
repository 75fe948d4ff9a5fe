import type { YearCost } from "../../core/loyalty/simulate-year.ts";

type Month = YearCost["months"][number];

/** What is stacked, from the bottom, in colours that differ in lightness as well. */
const SERIES = [
  { name: "Points", color: "#1f4e79", of: (month: Month) => month.pointsMinor },
  { name: "Off orders", color: "#5b9bd5", of: (month: Month) => month.discountMinor },
  { name: "Store credit", color: "#f4b183", of: (month: Month) => month.creditMinor },
];
const WIDTH = 640;
const HEIGHT = 180;
const BASE = 156;
const GAP = 0.25;

/** The cost of each month as a stacked bar; the table beside it says the same in numbers. */
export function YearChart({
  months,
  money,
}: {
  readonly months: readonly Month[];
  readonly money: (minor: number) => string;
}) {
  const sums = months.map((month) => SERIES.reduce((sum, one) => sum + one.of(month), 0));
  const most = Math.max(1, ...sums);
  const step = WIDTH / Math.max(1, months.length);
  const heightOf = (minor: number) => (minor / most) * (BASE - 12);
  return (
    <figure style={{ margin: 0 }}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Cost by month, at most ${money(most)}`}
        style={{ width: "100%", height: "auto" }}
      >
        <line x1={0} x2={WIDTH} y1={BASE} y2={BASE} stroke="#8a8a8a" />
        {months.map((month, index) => {
          let top = BASE;
          return (
            <g key={month.month}>
              <title>{`${month.month}: ${money(sums[index] ?? 0)}`}</title>
              {SERIES.map(({ name, color, of }) => {
                const height = heightOf(of(month));
                top -= height;
                return (
                  <rect
                    key={name}
                    x={index * step + (step * GAP) / 2}
                    y={top}
                    width={step * (1 - GAP)}
                    height={height}
                    fill={color}
                  />
                );
              })}
              <text
                x={index * step + step / 2}
                y={HEIGHT - 8}
                textAnchor="middle"
                fontSize="11"
                fill="#4a4a4a"
              >
                {month.month.slice(2)}
              </text>
            </g>
          );
        })}
      </svg>
      <figcaption>
        {SERIES.map(({ name, color }) => (
          <span key={name} style={{ marginInlineEnd: "1rem", whiteSpace: "nowrap" }}>
            <span
              aria-hidden="true"
              style={{
                display: "inline-block",
                width: ".8em",
                height: ".8em",
                background: color,
                marginInlineEnd: ".35em",
              }}
            />
            {name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
