package io.voucherctl.commands.console;

/**
 * What stands at the other end of stdout and stderr. Found out once, in cli.
 *
 * @param columns width of the terminal in characters; meaningless without one
 * @param noColor NO_COLOR is set, or the terminal cannot do it
 */
public record Terminal(boolean outIsTerminal, boolean errIsTerminal, int columns, boolean noColor) {
  /** Pipes on both ends. */
  public static final Terminal NONE = new Terminal(false, false, 80, true);
}
