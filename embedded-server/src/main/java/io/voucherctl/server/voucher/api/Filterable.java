package io.voucherctl.server.voucher.api;

import io.voucherctl.server.voucher.domain.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a list can be filtered by.
 *
 * @param column a column or expression that is a constant of this program
 * @param compared what stands for it in comparisons, where it is not null
 */
record Filterable(Kind kind, String column, String compared) {

  /** What values look like, and so how they can be compared. */
  enum Kind {
    /** Text that the database compares byte by byte. */
    KEY,
    /** Other text. */
    TEXT,
    NUMBER,
    TIME,
    FLAG;

    boolean isText() {
      return this == KEY || this == TEXT;
    }
  }

  /** A column of the schema's type {@code key}. */
  static Filterable key(String column) {
    return new Filterable(Kind.KEY, column, column);
  }

  static Filterable text(String column) {
    return new Filterable(Kind.TEXT, column, column);
  }

  static Filterable number(String column) {
    return new Filterable(Kind.NUMBER, column, column);
  }

  static Filterable time(String column) {
    return new Filterable(Kind.TIME, column, column);
  }

  /** A time that may be null, with an index over it in which null is 0. */
  static Filterable optionalTime(String column) {
    return new Filterable(Kind.TIME, column, "COALESCE(" + column + ", 0)");
  }

  /** A column that holds 0 or 1. */
  static Filterable flag(String column) {
    return new Filterable(Kind.FLAG, column, column);
  }

  /** What {@code sent} means for the database; {@code name} is for the refusal. */
  Object value(String name, String sent) {
    @Nullable Object value =
        switch (kind) {
          case KEY, TEXT ->
              sent.length() <= Fields.NAME_LENGTH && Text.isStorable(sent) ? sent : null;
          case NUMBER -> sent.matches("-?[0-9]{1,18}") ? Long.valueOf(sent) : null;
          case TIME -> Times.parse(sent);
          case FLAG -> sent.matches("true|false") ? Boolean.valueOf(sent) : null;
        };
    if (value == null) {
      throw Refusal.INVALID_QUERY_PARAMS.because(
          "a value of " + name + " is no " + kindName() + " to compare with");
    }
    return value;
  }

  private String kindName() {
    return isText() ? "text" : kind.name().toLowerCase(Locale.ROOT);
  }

  boolean isText() {
    return kind.isText();
  }
}
