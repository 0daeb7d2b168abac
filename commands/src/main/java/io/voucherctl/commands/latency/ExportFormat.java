package io.voucherctl.commands.latency;

/** What {@code --format} takes. */
public enum ExportFormat {
  /** HdrHistogram's percentile distribution, values in milliseconds; for its plotter. */
  hgrm,
  csv,
  json
}
