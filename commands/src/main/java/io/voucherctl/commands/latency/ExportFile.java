package io.voucherctl.commands.latency;

/** Where an export went. */
public record ExportFile(String schema, String out, ExportFormat format) {
  public static final String SCHEMA = "voucherctl.latency-export-file/v1";
}
