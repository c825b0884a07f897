import { theme } from 'antd';
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';

use([BarChart, LineChart, HeatmapChart, GridComponent, LegendComponent, MarkLineComponent]);
use([TooltipComponent, VisualMapComponent, AriaComponent, CanvasRenderer]);

/** ECharts drawn with the same tokens as everything else. */
function useLook() {
  const { token: t } = theme.useToken();
  return useMemo(() => {
    const axis = {
      axisLabel: { color: t.colorTextSecondary },
      nameTextStyle: { color: t.colorTextSecondary },
      axisLine: { lineStyle: { color: t.colorBorder } },
      splitLine: { lineStyle: { color: t.colorBorderSecondary } },
    };
    return {
      backgroundColor: 'transparent',
      textStyle: { fontFamily: t.fontFamily },
      categoryAxis: axis,
      valueAxis: axis,
      timeAxis: axis,
      legend: { textStyle: { color: t.colorText } },
      tooltip: {
        backgroundColor: t.colorBgElevated,
        borderColor: t.colorBorder,
        textStyle: { color: t.colorText },
      },
    };
  }, [t]);
}

/** The one bridge to ECharts: options in, canvas out; theme and size are followed. `label` is what a reader hears. */
export function Chart({
  option,
  height,
  label,
}: {
  option: EChartsCoreOption;
  height: number;
  label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const look = useLook();

  useEffect(() => {
    const made = init(box.current!, look);
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current!);
    return () => {
      watch.disconnect();
      made.dispose();
    };
  }, [look]);

  useEffect(() => {
    // Left to itself it would describe the numbers, in its own words.
    const aria = { enabled: true, label: { description: label } };
    chart.current!.setOption({ aria, animation: false, ...option }, true);
  }, [option, look, label]);

  return <div ref={box} role="img" aria-label={label} style={{ height }} />;
}
