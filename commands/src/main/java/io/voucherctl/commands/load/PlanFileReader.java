package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.time.Durations;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a plan file and says everything that is wrong with it at once, each mistake with its line
 * and column. Paths in the file are relative to the file.
 */
final class PlanFileReader {
  private static final List<String> KEYS =
      List.of(
          "schema",
          "target",
          "tenants-file",
          "http",
          "ca",
          "duration",
          "warmup",
          "timeout",
          "seed",
          "codes",
          "connections",
          "defaults",
          "tenants",
          "fail-if",
          "abort-if");

  private final Path file;
  private final PlanMistakes mistakes;

  private PlanFileReader(Path file) {
    this.file = file;
    this.mistakes = new PlanMistakes(file);
  }

  /** What is wrong is one {@link Failure.BadInput} with a line for each mistake. */
  static PlanFile read(Path file) {
    return new PlanFileReader(file).read(PlanYaml.read(file));
  }

  private PlanFile read(Node root) {
    PlanMap plan = new PlanMap(root, "a plan", KEYS, mistakes);
    plan.required("schema", "a plan", PlanFileReader::schema);
    Duration duration = plan.value("duration", checked(LoadPlan::requireDuration));
    Integer codes = plan.number("codes", 1, VoucherCodes.MAX);
    PlanTenants tenants = new PlanTenants(file, duration, codes, mistakes);
    tenants.read(plan);
    PlanFile read =
        new PlanFile(
            file,
            plan.value("target", PlanFileReader::target),
            plan.value("tenants-file", file::resolveSibling),
            plan.value("http", HttpVersion::parse),
            plan.value("ca", file::resolveSibling),
            duration,
            plan.value("warmup", checked(LoadPlan::requireWarmup)),
            plan.value("timeout", checked(LoadPlan::requireTimeout)),
            plan.value("seed", PlanFileReader::seed),
            codes,
            plan.number("connections", 1, LoadTarget.MAX_CONNECTIONS),
            tenants.loads(),
            tenants.places(),
            tenants.connections(),
            conditions(plan, "fail-if"),
            conditions(plan, "abort-if"));
    mistakes.throwIfAny();
    return read;
  }

  private List<ThresholdText> conditions(PlanMap plan, String key) {
    List<ThresholdText> conditions = new ArrayList<>();
    for (Node item : plan.items(key)) {
      String text = PlanMap.value(item, key, PlanFileReader::condition, mistakes);
      if (text != null) {
        String place = file + ":" + PlanMistakes.Place.of(item.getStartMark());
        conditions.add(new ThresholdText(text, place));
      }
    }
    return conditions;
  }

  private static String condition(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a condition is missing, such as 'p99 > 250ms over 10s'");
    }
    return Threshold.parse(text).text();
  }

  private static String schema(String text) {
    if (!text.equals(PlanFile.SCHEMA)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a schema that this program knows; write " + PlanFile.SCHEMA);
    }
    return text;
  }

  private static URI target(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "the target must look like http://127.0.0.1:8080, not '" + text + "'");
    }
    LoadTarget.requireHttp(uri);
    return uri;
  }

  private static long seed(String text) {
    if (!text.matches("-?\\d{1,18}")) {
      throw new IllegalArgumentException(
          "must be a whole number of at most 18 digits, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static Function<String, Duration> checked(Consumer<Duration> check) {
    return text -> {
      Duration time = Durations.parse(text);
      check.accept(time);
      return time;
    };
  }
}
