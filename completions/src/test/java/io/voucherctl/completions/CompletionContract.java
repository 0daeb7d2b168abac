package io.voucherctl.completions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every shell has to offer for the same typed line, asked of the real shell. */
abstract class CompletionContract {
  private static final List<String> NONE_FROM_A_HANGING_PROGRAM = List.of();

  @TempDir Path folder;

  abstract Shell shell();

  /** The candidates for each line, in the order of the lines. */
  abstract List<List<String>> offered(Playground playground, List<String> lines) throws Exception;

  /** The programs without which this contract cannot be asked. */
  abstract String[] needs();

  final Playground playground() throws Exception {
    Playground.assumeInstalled(needs());
    return Playground.in(folder, shell(), SampleTree.model());
  }

  @TestFactory
  Stream<DynamicTest> completes() throws Exception {
    Map<String, List<String>> expected = expected();
    List<String> lines = List.copyOf(expected.keySet());
    List<List<String>> offered = offered(playground(), lines);
    assertThat(offered).hasSameSizeAs(lines);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      List<String> candidates = offered.get(i);
      tests.add(
          dynamicTest(
              "[" + line + "]",
              () ->
                  assertThat(candidates).containsExactlyInAnyOrderElementsOf(expected.get(line))));
    }
    tests.add(
        dynamicTest(
            "a candidate is never executed",
            () -> assertThat(Files.exists(folder.resolve("pwned"))).isFalse()));
    return tests.stream();
  }

  @Test
  void aHangingProgramIsGivenUpWithoutTheTimeoutProgramToo() throws Exception {
    Playground playground = playground();
    playground.takeTimeoutAway();
    List<String> lines =
        List.of("voucherctl quota set a", "voucherctl pods restarts ", "voucherctl q");
    List<List<String>> offered = offered(playground, lines);
    assertThat(offered.getFirst()).containsExactlyInAnyOrder("acme", "apex");
    assertThat(offered.getLast()).containsExactly("quota");
  }

  private static Map<String, List<String>> expected() {
    Map<String, List<String>> of = new LinkedHashMap<>();
    of.put("voucherctl ", List.of("quota", "pods", "load", "nasty", "help", "completion"));
    of.put("voucherctl q", List.of("quota"));
    of.put("voucherctl s", List.of());
    of.put("voucherctl t", List.of("tenant-quota"));
    of.put("voucherctl quota ", List.of("list", "set", "unset"));
    of.put("voucherctl tenant-quota s", List.of("set", "show"));
    of.put("voucherctl --context laptop quota u", List.of("unset"));
    of.put("voucherctl --context=laptop quota u", List.of("unset"));
    options(of);
    values(of);
    operands(of);
    return of;
  }

  private static void options(Map<String, List<String>> of) {
    List<String> standard = List.of("--context", "-h", "--help", "-V", "--version");
    List<String> output = List.of("-o", "--output", "-q", "--quiet", "--color", "--no-color");
    of.put("voucherctl -", standard);
    of.put("voucherctl quota list -", joined(standard, output));
    of.put("voucherctl quota list ", joined(standard, output));
    of.put("voucherctl quota list --o", List.of("--output"));
    of.put("voucherctl quota list --internal", List.of());
    of.put("voucherctl --context laptop quota unset --c", List.of());
    of.put(
        "voucherctl quota list -qo json --",
        List.of("--context", "--help", "--version", "--color", "--no-color"));
    of.put("voucherctl quota list -ojson --o", List.of());
    of.put("voucherctl quota list --no-color --q", List.of("--quiet"));
    of.put("voucherctl quota list --no-color --no", List.of());
    of.put("voucherctl quota set --label=plain --l", List.of("--label"));
    of.put("voucherctl quota set --dry-run --d", List.of());
    of.put("voucherctl load -vv --t", List.of("--tenant"));
    of.put("voucherctl nasty -", joined(standard, List.of("--a:b", "--esc", "-?")));
    of.put("voucherctl quota set -- -", List.of());
  }

  private static void values(Map<String, List<String>> of) {
    List<String> formats = List.of("table", "json", "yaml");
    of.put("voucherctl quota list -o ", formats);
    of.put("voucherctl quota list --output y", List.of("yaml"));
    of.put("voucherctl quota list --output=", formats);
    of.put("voucherctl quota list --output=j", List.of("json"));
    of.put("voucherctl quota list -o=t", List.of("table"));
    of.put("voucherctl quota list -qo j", List.of("json"));
    of.put("voucherctl quota set acme --rate ", List.of());
    of.put("voucherctl quota set -l ", List.of("it's", "a b", "$HOME", "`id`", "x:y", "plain"));
    of.put("voucherctl quota set -l x:", List.of("x:y"));
    of.put("voucherctl load --model y", List.of("yaml"));
    of.put("voucherctl load --model=y", List.of("yaml"));
    of.put("voucherctl load --tenant ", List.of("acme=", "beta="));
    of.put("voucherctl load --tenant acme=5 ", List.of("acme=", "beta="));
    of.put("voucherctl load --tenant acme=5 beta=6 --m", List.of("--model"));
    of.put("voucherctl pods restarts --from d", List.of("dump.json", "dumps"));
    of.put("voucherctl pods restarts --from=dump.", List.of("dump.json"));
    of.put("voucherctl pods restarts --with dump.json --with dump.", List.of("dump.json"));
    of.put("voucherctl pods restarts --logs d", List.of("dumps"));
    of.put("voucherctl pods restarts --logs=d", List.of("dumps"));
  }

  private static void operands(Map<String, List<String>> of) {
    List<String> tenants = List.of("acme", "apex", "$(touch pwned)", "`id`", "o'neil");
    of.put("voucherctl quota set ", tenants);
    of.put("voucherctl quota set ap", List.of("apex"));
    of.put("voucherctl quota set --rate 5/s ap", List.of("apex"));
    of.put("voucherctl quota set -- ap", List.of("apex"));
    of.put("voucherctl quota set acme ap", List.of());
    of.put("voucherctl quota unset acme ap", List.of("apex"));
    of.put("voucherctl pods restarts ", NONE_FROM_A_HANGING_PROGRAM);
    of.put("voucherctl pods restarts web-1 ", List.of("table", "json", "yaml"));
    of.put("voucherctl help p", List.of("pods"));
    of.put("voucherctl help ex", List.of("exit-codes"));
    of.put("voucherctl completion ", List.of("bash", "zsh", "fish"));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
