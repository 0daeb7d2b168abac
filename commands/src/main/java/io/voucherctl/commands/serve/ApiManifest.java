package io.voucherctl.commands.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The voucher API's Kubernetes objects. */
final class ApiManifest {
  /** The Secret with the database's password, when a region was started with one. */
  static final String LOGIN = "database-login";

  private static final String CONTAINER = "/spec/template/spec/containers/0";
  private static final String VOLUME = "database";
  private static final String PASS_FILE = "pgpass";

  private ApiManifest() {}

  /**
   * The deployment. SQLite has one writer, so that an old and a new pod must never run at once; a
   * shared database takes any number of them.
   *
   * @param port of the only replica, fixed so that the gateways find it again after a restart; of
   *     several replicas each has a port of its own, and this is not used
   */
  static ObjectNode deployment(ApiPart api, int port) {
    ObjectNode deployment =
        Manifests.read(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: voucher-api}
            spec:
              replicas: %d
              selector: {matchLabels: {app: voucher-api}}
              template:
                metadata: {labels: {app: voucher-api}}
                spec:
                  terminationGracePeriodSeconds: 10
                  containers:
                  - name: api
                    image: voucherctl
                    terminationMessagePolicy: FallbackToLogsOnError
                    args: [serve, api, --port, $(PORT_HTTP)]
                    ports:
                    - {name: http, containerPort: 8080}
                    resources: {limits: {memory: 512Mi}}
                    livenessProbe:
                      httpGet: {path: /livez, port: http}
                      initialDelaySeconds: 15
                      periodSeconds: 5
                      timeoutSeconds: 3
                      failureThreshold: 6
                    readinessProbe:
                      httpGet: {path: /readyz, port: http}
                      periodSeconds: 1
                      timeoutSeconds: 1
            """
                .formatted(api.replicas()));
    if (api.replicas() == 1) {
      deployment.withObject("/spec/strategy").put("type", "Recreate");
      deployment
          .withObject(CONTAINER + "/ports/0")
          .put("containerPort", port)
          .put("hostPort", port);
    }
    Path data = api.data();
    if (data != null) {
      args(deployment).add("--data").add(literal(data.toString()));
    }
    if (api.shared() != null) {
      share(deployment, api.shared());
    }
    return deployment;
  }

  private static void share(ObjectNode deployment, SharedStore store) {
    args(deployment).add("--store").add(literal(store.url()));
    DatabaseLogin login = store.login();
    if (login.user() != null) {
      variable(deployment, "PGUSER", literal(login.user()));
    }
    if (login.password() != null) {
      ObjectNode volume = deployment.withArray("/spec/template/spec/volumes").addObject();
      volume.put("name", VOLUME).putObject("secret").put("secretName", LOGIN);
      deployment
          .withArray(CONTAINER + "/volumeMounts")
          .addObject()
          .put("name", VOLUME)
          .put("mountPath", "/etc/voucherctl/database");
      variable(deployment, "PGPASSFILE", "$(VOLUME_DATABASE)/" + PASS_FILE);
    } else if (login.passFile() != null) {
      variable(deployment, "PGPASSFILE", literal(login.passFile().toString()));
    }
  }

  /** A password file for any host and user; null when the login has no password. */
  static @Nullable ObjectNode login(DatabaseLogin login) {
    String password = login.password();
    if (password == null) {
      return null;
    }
    String line = "*:*:*:*:" + password.replace("\\", "\\\\").replace(":", "\\:") + "\n";
    ObjectNode secret = Manifests.object("v1", "Secret", LOGIN).put("type", "Opaque");
    secret
        .putObject("data")
        .put(PASS_FILE, Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)));
    return secret;
  }

  private static ArrayNode args(ObjectNode deployment) {
    return deployment.withArray(CONTAINER + "/args");
  }

  private static void variable(ObjectNode deployment, String name, String value) {
    deployment.withArray(CONTAINER + "/env").addObject().put("name", name).put("value", value);
  }

  /** As a kubelet gives it on unchanged: it reads {@code $(NAME)} in args and variables. */
  private static String literal(String text) {
    return text.replace("$", "$$");
  }
}
