package io.voucherctl.commands.console;

/** What {@code -o} takes. Lower case, because that is how it is typed. */
public enum OutputFormat {
  table,
  json,
  yaml
}
