package io.voucherctl.cli.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.voucherctl.cli.runbook.Runbook.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every {@code .runbook} below {@code src/test/resources/runbooks}, one test a step, against the
 * launcher that the system property {@code voucherctl.launcher} names.
 */
class RunbookIT {
  private static final Path RUNBOOKS = Path.of("src/test/resources/runbooks");

  /** Longer than the longest drill. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir Path folder;

  @TestFactory
  List<DynamicContainer> answersAsWritten() throws IOException {
    String property = System.getProperty("voucherctl.launcher");
    assumeTrue(property != null, "voucherctl.launcher names no launcher");
    Path launcher = Path.of(property);
    assertThat(launcher).isExecutable().hasFileName("voucherctl");
    List<Path> files;
    try (Stream<Path> found = Files.walk(RUNBOOKS)) {
      files = found.filter(file -> file.toString().endsWith(".runbook")).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    List<DynamicContainer> runbooks = new ArrayList<>();
    for (Path file : files) {
      String name = RUNBOOKS.relativize(file).toString();
      Path own = Files.createTempDirectory(folder, "session");
      Session session = new Session(own, launcher, PATIENCE);
      runbooks.add(
          dynamicContainer(name, tests(Runbook.parse(name, Files.readString(file)), session)));
    }
    return runbooks;
  }

  /** A step stands on the ones before it, so after a failure the rest proves nothing. */
  private static Stream<DynamicTest> tests(Runbook runbook, Session session) {
    AtomicInteger failedAt = new AtomicInteger();
    return runbook.steps().stream()
        .map(step ->
            dynamicTest(
                runbook.name() + ":" + step.line() + "  " + step.command(),
                () -> check(runbook, step, session, failedAt)));
  }

  private static void check(Runbook runbook, Step step, Session session, AtomicInteger failedAt)
      throws IOException, InterruptedException {
    assumeTrue(failedAt.get() == 0, () -> "not run: line " + failedAt + " failed before");
    String differences = session.differences(runbook.name(), step);
    if (!differences.isEmpty()) {
      failedAt.set(step.line());
      fail(differences);
    }
  }
}
