package io.voucherctl.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Defaults from outside: {@code VOUCHERCTL_*} variables, then the settings file, then what is built
 * in. {@code --kubeconfig} is {@code VOUCHERCTL_KUBECONFIG} and the key {@code kubeconfig}. Only
 * the options named here can be set so: they say where and how, never what to change.
 */
final class Settings implements IDefaultValueProvider {
  private static final String PREFIX = "VOUCHERCTL_";

  /** Long names without the dashes; also the keys of the settings file. */
  static final Set<String> NAMES =
      Set.of(
          "kubeconfig", "context", "namespace", "target", "tenants", "limiter", "output", "color");

  private final Map<String, String> environment;
  private final Path file;
  private @Nullable Map<String, String> fileValues;

  Settings(Map<String, String> environment, Path home) {
    this.environment = environment;
    String configured = environment.get("XDG_CONFIG_HOME");
    Path base =
        configured == null || configured.isEmpty() ? home.resolve(".config") : Path.of(configured);
    this.file = base.resolve("voucherctl").resolve("settings.yaml");
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().replaceFirst("^--", "");
    if (!NAMES.contains(name)) {
      return null;
    }
    String variable = PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String value = environment.get(variable);
    return value != null && !value.isEmpty() ? value : fromFile().get(name);
  }

  /** Read on first need, and then whole: a broken file is refused, not half used. */
  private Map<String, String> fromFile() {
    if (fileValues == null) {
      fileValues = Files.exists(file) ? read() : Map.of();
    }
    return fileValues;
  }

  private Map<String, String> read() {
    JsonNode document;
    try {
      document = new YAMLMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new Failure.BadInput(
          file + ":" + e.getLocation().getLineNr() + ": the settings file is not YAML",
          "write lines such as 'context: staging'");
    } catch (IOException e) {
      throw new Failure.BadInput("cannot read the settings file " + file);
    }
    if (document.isMissingNode() || document.isNull()) {
      return Map.of();
    }
    if (!document.isObject()) {
      throw new Failure.BadInput(
          file + ": the settings file is not a list of key: value lines",
          "write lines such as 'context: staging'");
    }
    Map<String, String> values = new LinkedHashMap<>();
    document.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    for (String key : values.keySet()) {
      if (!NAMES.contains(key)) {
        throw new Failure.BadInput(
            file + ": unknown setting '" + key + "'",
            "settings are: " + String.join(", ", new TreeSet<>(NAMES)));
      }
    }
    return Collections.unmodifiableMap(values);
  }
}
