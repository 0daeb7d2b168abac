package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Talk;
import io.voucherctl.server.quota.Tenant;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options of {@code load}, {@code load run} and {@code load plan}, and the job they ask for.
 */
final class LoadOptions {
  @Mixin private TargetOptions where;
  @Mixin private TrafficOptions traffic;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      description = "Log response times for 'latency report' and HdrHistogram's own tools.")
  private @Nullable Path hlog;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write a page about the run: HTML, one file, nothing else needed.")
  private @Nullable Path report;

  @Option(
      names = "--fail-if",
      paramLabel = "CONDITION",
      description =
          "End with 3 if this is so, such as 'tenant=acme p99 > 250ms over 10s' or 'error rate >"
              + " 1%%'. Repeatable; beside those of the plan.")
  private List<String> failIf = new ArrayList<>();

  @Option(
      names = "--abort-if",
      paramLabel = "CONDITION",
      description = "As --fail-if, and end the run at once. Repeatable.")
  private List<String> abortIf = new ArrayList<>();

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Everything that a run needs. What is wrong with the flags is a {@link ParameterException}. */
  LoadJob job(@Nullable Path planPath) {
    PlanFile file = file(planPath);
    URI uri = where.uri(file, this::isTyped);
    Path tenantsFile = where.tenantsFile(file, this::isTyped);
    Duration duration = traffic.duration(file);
    boolean noTenant = file.tenants().isEmpty() && !traffic.namesTenants();
    if (uri == null || tenantsFile == null || noTenant || duration == null) {
      throw missing(
          uri == null ? TargetOptions.TARGET : null,
          tenantsFile == null ? TargetOptions.TENANTS : null,
          noTenant ? TrafficOptions.TENANT : null,
          duration == null ? TrafficOptions.DURATION : null);
    }
    List<Tenant> known = LoadTenants.read(tenantsFile);
    file.requireKnown(known.stream().map(Tenant::id).toList());
    return checked(() -> {
      LoadPlan plan = traffic.plan(file, duration, hlog);
      List<Tenant> callers =
          plan.tenants().stream().map(load -> LoadTenants.find(known, load.tenant())).toList();
      return new LoadJob(
          where.target(uri, file, callers),
          traffic.codes(file),
          plan,
          LoadChecks.conditions(conditions(file.failIf(), "--fail-if", failIf), plan),
          LoadChecks.conditions(conditions(file.abortIf(), "--abort-if", abortIf), plan),
          report);
    });
  }

  /**
   * What would be sent; needs neither a target nor keys.
   *
   * @param talk told what could not be checked
   */
  PlanExplanation explanation(Path planPath, Talk talk) {
    PlanFile file = file(planPath);
    Path tenantsFile =
        file.tenantsFile() != null || isTyped(TargetOptions.TENANTS)
            ? where.tenantsFile(file, this::isTyped)
            : null;
    if (tenantsFile == null || Files.notExists(tenantsFile)) {
      talk.note("note: without a tenants file it is not checked that every tenant has keys");
    } else {
      file.requireKnown(LoadTenants.read(tenantsFile).stream().map(Tenant::id).toList());
    }
    Duration duration = traffic.duration(file);
    boolean noTenant = file.tenants().isEmpty() && !traffic.namesTenants();
    if (noTenant || duration == null) {
      throw missing(
          noTenant ? TrafficOptions.TENANT : null,
          duration == null ? TrafficOptions.DURATION : null);
    }
    return checked(() -> {
      LoadPlan plan = traffic.plan(file, duration, hlog);
      int codes = traffic.codes(file);
      LoadJob.requireCodes(codes, plan);
      List<Threshold> _ = LoadChecks.conditions(file.failIf(), plan);
      List<Threshold> _ = LoadChecks.conditions(file.abortIf(), plan);
      return PlanExplanation.of(planPath.toString(), plan, codes);
    });
  }

  private PlanFile file(@Nullable Path path) {
    requireOwnOptions();
    return path == null ? PlanFile.NONE : PlanFileReader.read(path);
  }

  /** Options between {@code load} and {@code run} would be read, and then count nowhere. */
  private void requireOwnOptions() {
    CommandSpec parent = command.parent();
    if (parent != null
        && parent.commandLine().getParseResult() != null
        && !parent.commandLine().getParseResult().matchedOptions().isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "options stand behind '" + command.name() + "', not before it");
    }
  }

  private boolean isTyped(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException missing(@Nullable String... options) {
    List<String> names =
        Stream.of(options)
            .filter(option -> option != null)
            .map(option -> "'" + option + "=" + command.findOption(option).paramLabel() + "'")
            .toList();
    return new ParameterException(
        command.commandLine(),
        "Missing required option"
            + (names.size() == 1 ? ": " : "s: ")
            + names.stream().collect(Collectors.joining(", ")));
  }

  private <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }

  private static List<ThresholdText> conditions(
      List<ThresholdText> planned, String option, List<String> flags) {
    if (flags.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          option + " needs a condition, such as 'p99 > 250ms over 10s'");
    }
    return Stream.concat(
            planned.stream(), flags.stream().map(text -> new ThresholdText(text, option)))
        .toList();
  }
}
