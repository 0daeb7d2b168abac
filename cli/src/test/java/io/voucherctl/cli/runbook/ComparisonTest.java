package io.voucherctl.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void equalLinesFit() {
    assertThat(fits("a,b", "a,b")).isTrue();
    assertThat(fits("a,b", "b,a")).isFalse();
    assertThat(fits("a,b", "a")).isFalse();
    assertThat(fits("a", "a,b")).isFalse();
  }

  @Test
  void noExpectedLineFitsNoActualLineOnly() {
    assertThat(new Comparison(List.of(), List.of()).fits()).isTrue();
    assertThat(new Comparison(List.of(), List.of("")).fits()).isFalse();
  }

  @Test
  void bracketsFitAnyTextInsideOneLineAndNothingElseIsAPattern() {
    assertThat(fits("at [..] of [..]", "at 12:38 of the day")).isTrue();
    assertThat(fits("[..]", "")).isTrue();
    assertThat(fits("at [..].", "at 12:38!")).isFalse();
    assertThat(fits("a.c*", "abcc")).isFalse();
    assertThat(fits("\\E[..]\\Q", "\\E(x\\Q")).isTrue();
  }

  @Test
  void dotsFitAnyLinesWhereverTheyStand() {
    assertThat(fits("...", "a,b,c")).isTrue();
    assertThat(fits("...,c", "a,b,c")).isTrue();
    assertThat(fits("a,...,c,...", "a,c")).isTrue();
    assertThat(fits("a,...,c", "a,c,b,c")).isTrue();
    assertThat(fits("a,...,d", "a,b,c")).isFalse();
    assertThat(new Comparison(List.of("..."), List.of()).fits()).isTrue();
  }

  @Test
  void theDiffShowsTheFewestDifferences() {
    assertThat(diff("one,two [..],four,...,nine", "one,two 2,three,x,y,nine,ten"))
        .isEqualTo(
            """
                one
                two 2
              - four
                three
                x
                y
                nine
              + ten
            """);
    assertThat(diff("a", "b"))
        .isEqualTo(
            """
              - a
              + b
            """);
  }

  @Test
  void longAnswersAreComparedQuickly() {
    List<String> many = Collections.nCopies(2_000, "same");
    assertThat(new Comparison(List.of("...", "same", "...", "other"), many).fits()).isFalse();
  }

  private static boolean fits(String expected, String actual) {
    return comparison(expected, actual).fits();
  }

  private static String diff(String expected, String actual) {
    return comparison(expected, actual).diff();
  }

  private static Comparison comparison(String expected, String actual) {
    return new Comparison(List.of(expected.split(",")), List.of(actual.split(",")));
  }
}
