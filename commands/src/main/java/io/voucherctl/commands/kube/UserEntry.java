package io.voucherctl.commands.kube;

import com.fasterxml.jackson.databind.JsonNode;
import io.voucherctl.commands.kube.ExecPlugin.Interaction;
import io.voucherctl.commands.kube.KubeUser.ClientCertificate;
import io.voucherctl.commands.kube.KubeUser.Impersonation;
import io.voucherctl.commands.kube.KubeUser.Login;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code user} entries of a kubeconfig. */
final class UserEntry {
  private static final String EXEC_GROUP = "client.authentication.k8s.io/";
  private static final Set<String> EXEC_VERSIONS =
      Set.of(EXEC_GROUP + "v1", EXEC_GROUP + "v1beta1");

  private UserEntry() {}

  static KubeUser read(Entry user) {
    Entry provider = user.block("auth-provider");
    if (provider != null) {
      throw user.wrong(
          "auth-provider is not supported; Kubernetes removed it in 1.26",
          "use an exec plugin, such as the cloud's own or kubelogin");
    }
    KubeUser read =
        new KubeUser(
            user.name(),
            user.text("token"),
            user.path("tokenFile"),
            login(user),
            certificate(user),
            exec(user),
            impersonation(user));
    if (read.login() != null && (read.token() != null || read.tokenFile() != null)) {
      throw user.wrong("both a token and a password; which one counts is anybody's guess");
    }
    return read;
  }

  private static @Nullable Login login(Entry user) {
    String name = user.text("username");
    String password = user.text("password");
    if (name == null && password == null) {
      return null;
    }
    if (name == null || password == null) {
      throw user.wrong("username and password go together");
    }
    return new Login(name, password);
  }

  private static @Nullable ClientCertificate certificate(Entry user) {
    String certificate = user.pem("client-certificate-data", "client-certificate");
    String key = user.pem("client-key-data", "client-key");
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw user.wrong("client-certificate and client-key go together");
    }
    return new ClientCertificate(certificate, key);
  }

  private static @Nullable Impersonation impersonation(Entry user) {
    String as = user.text("as");
    String uid = user.text("as-uid");
    List<String> groups = user.texts("as-groups");
    Entry extra = user.block("as-user-extra");
    if (as == null && (uid != null || !groups.isEmpty() || extra != null)) {
      throw user.wrong("as-uid, as-groups and as-user-extra need as");
    }
    return as == null ? null : new Impersonation(as, uid, groups, extra(extra));
  }

  private static Map<String, List<String>> extra(@Nullable Entry extra) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (extra != null) {
      extra.body().fieldNames().forEachRemaining(key -> values.put(key, extra.texts(key)));
    }
    return Map.copyOf(values);
  }

  private static @Nullable ExecPlugin exec(Entry user) {
    Entry exec = user.block("exec");
    if (exec == null) {
      return null;
    }
    String version = exec.text("apiVersion");
    if (version == null || !EXEC_VERSIONS.contains(version)) {
      throw user.wrong("exec.apiVersion must be " + EXEC_GROUP + "v1 or v1beta1");
    }
    return new ExecPlugin(
        version,
        command(user, exec),
        exec.texts("args"),
        environment(user, exec),
        exec.text("installHint"),
        exec.flag("provideClusterInfo"),
        interaction(user, exec, version));
  }

  /** A bare name is looked up in PATH; a relative path starts at the kubeconfig. */
  private static String command(Entry user, Entry exec) {
    String command = exec.text("command");
    if (command == null) {
      throw user.wrong("exec names no command");
    }
    return command.contains(File.separator) ? String.valueOf(exec.path("command")) : command;
  }

  private static Map<String, String> environment(Entry user, Entry exec) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : exec.body().path("env")) {
      String name = variable.path("name").asText("");
      if (name.isEmpty() || name.contains("=")) {
        throw user.wrong("exec.env holds a variable without a proper name");
      }
      environment.put(name, variable.path("value").asText(""));
    }
    return Map.copyOf(environment);
  }

  private static Interaction interaction(Entry user, Entry exec, String version) {
    String mode = exec.text("interactiveMode");
    if (mode == null && version.endsWith("/v1")) {
      throw user.wrong("exec.interactiveMode must be set in v1: Never, IfAvailable or Always");
    }
    return switch (mode == null ? "IfAvailable" : mode) {
      case "Never" -> Interaction.NEVER;
      case "IfAvailable" -> Interaction.IF_AVAILABLE;
      case "Always" -> Interaction.ALWAYS;
      default -> throw user.wrong("exec.interactiveMode must be Never, IfAvailable or Always");
    };
  }
}
