package io.voucherctl.completions;

import java.util.List;

/** What may stand as the value of an option or as an operand, as far as a shell can complete it. */
public sealed interface Value {
  /** No value at all: a flag. */
  record None() implements Value {}

  /** Free text that nobody can guess. */
  record Text() implements Value {}

  /** A file, or a directory on the way to it. */
  record File() implements Value {}

  record Directory() implements Value {}

  /** One of a fixed list, in the order of the command model. */
  record Words(List<String> words) implements Value {
    public Words {
      words = List.copyOf(words);
    }
  }

  /**
   * Known only when asked for: the script calls {@code __complete KIND PREFIX}.
   *
   * @param kind a key of {@link CompleteCommand}'s sources, such as {@code tenants}
   */
  record Dynamic(String kind) implements Value {}
}
