package io.voucherctl.commands.latency;

import org.jspecify.annotations.Nullable;

/** What {@code --by} takes: which samples stand in one row. Lower case, as it is typed. */
public enum Grouping {
  tenant,
  operation,
  outcome,
  all;

  /** The group of a sample: what is not told apart is left empty. */
  public SampleKey of(SampleKey key) {
    return switch (this) {
      case tenant -> new SampleKey(key.tenant(), "", "");
      case operation -> new SampleKey("", key.operation(), "");
      case outcome -> new SampleKey("", "", key.outcome());
      case all -> key;
    };
  }

  /** How a group is called in tables and charts; a dash where the log names nothing. */
  public String name(SampleKey group) {
    String name =
        switch (this) {
          case tenant -> group.tenant();
          case operation -> group.operation();
          case outcome -> group.outcome();
          case all -> group.tag();
        };
    return name.isEmpty() ? "-" : name;
  }

  /** One part of a group, or null when this grouping does not tell it apart. */
  @Nullable String shown(Grouping part, SampleKey group) {
    if (this != all && this != part) {
      return null;
    }
    return switch (part) {
      case tenant -> group.tenant();
      case operation -> group.operation();
      case outcome -> group.outcome();
      case all -> group.tag();
    };
  }
}
