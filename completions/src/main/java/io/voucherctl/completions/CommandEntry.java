package io.voucherctl.completions;

import java.util.List;

/**
 * One visible command and what may follow it.
 *
 * @param path the canonical names from the program down, such as {@code [voucherctl, quota, set]}
 */
public record CommandEntry(
    List<String> path,
    List<Subcommand> subcommands,
    List<OptionEntry> options,
    List<Operand> operands) {
  public CommandEntry {
    path = List.copyOf(path);
    subcommands = List.copyOf(subcommands);
    options = List.copyOf(options);
    operands = List.copyOf(operands);
  }

  /**
   * A command below this one.
   *
   * @param header one line of plain text, may be empty
   */
  public record Subcommand(String name, List<String> aliases, String header) {
    public Subcommand {
      aliases = List.copyOf(aliases);
    }
  }

  /**
   * An option of the command itself or one that it inherits.
   *
   * @param names every spelling, dashes included; never empty
   * @param minValues how many values must follow; 0 for a flag
   * @param maxValues how many may follow; {@link #UNBOUNDED} when there is no limit
   * @param repeatable it may be given again
   * @param description one line of plain text, may be empty
   */
  public record OptionEntry(
      List<String> names,
      int minValues,
      int maxValues,
      boolean repeatable,
      Value value,
      String description) {
    /** More than a command line holds, and a number for every shell's arithmetic. */
    public static final int UNBOUNDED = 99_999;

    public OptionEntry {
      names = List.copyOf(names);
    }
  }

  /**
   * A positional parameter.
   *
   * @param first its first place on the command line, from 0
   * @param last its last place, inclusive; {@link OptionEntry#UNBOUNDED} when there is no limit
   * @param description one line of plain text, may be empty
   */
  public record Operand(int first, int last, Value value, String description) {}
}
