package io.voucherctl.commands.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voucherctl.commands.kube.KubeUser.ClientCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an exec plugin is told and what it answers: the ExecCredential object of
 * client.authentication.k8s.io.
 *
 * @param expiresAt null means it lasts as long as this process
 */
record ExecCredential(
    @Nullable String token, @Nullable ClientCertificate certificate, @Nullable Instant expiresAt) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The value of KUBERNETES_EXEC_INFO. */
  static String question(ExecPlugin plugin, KubeServer server, boolean interactive) {
    ObjectNode question = JSON.createObjectNode();
    question.put("apiVersion", plugin.apiVersion()).put("kind", "ExecCredential");
    ObjectNode spec = question.putObject("spec").put("interactive", interactive);
    if (plugin.clusterInfo()) {
      ObjectNode cluster = spec.putObject("cluster").put("server", server.url().toString());
      if (server.tlsServerName() != null) {
        cluster.put("tls-server-name", server.tlsServerName());
      }
      if (server.insecure()) {
        cluster.put("insecure-skip-tls-verify", true);
      }
      if (server.certificateAuthority() != null) {
        byte[] pem = server.certificateAuthority().getBytes(StandardCharsets.ISO_8859_1);
        cluster.put("certificate-authority-data", Base64.getEncoder().encodeToString(pem));
      }
      if (server.proxy() != null) {
        cluster.put("proxy-url", server.proxy().toString());
      }
      if (server.execConfig() != null) {
        cluster.set("config", server.execConfig());
      }
    }
    return question.toString();
  }

  /** Reads an answer; what is wrong with it is the message of an IllegalArgumentException. */
  static ExecCredential answer(ExecPlugin plugin, String stdout) {
    JsonNode answer = parse(stdout);
    if (!answer.path("kind").asText().equals("ExecCredential")) {
      throw new IllegalArgumentException("its stdout is not an ExecCredential");
    }
    if (!answer.path("apiVersion").asText().equals(plugin.apiVersion())) {
      throw new IllegalArgumentException("it did not answer in " + plugin.apiVersion());
    }
    JsonNode status = answer.path("status");
    String token = text(status, "token");
    ClientCertificate certificate = certificate(status);
    if (token == null && certificate == null) {
      throw new IllegalArgumentException("it gave neither a token nor a client certificate");
    }
    return new ExecCredential(token, certificate, expiry(status));
  }

  private static JsonNode parse(String stdout) {
    try {
      return JSON.readTree(stdout);
    } catch (JsonProcessingException e) {
      // not its text: what did arrive may be half a token
      throw new IllegalArgumentException("its stdout is not JSON");
    }
  }

  private static @Nullable ClientCertificate certificate(JsonNode status) {
    String certificate = text(status, "clientCertificateData");
    String key = text(status, "clientKeyData");
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new IllegalArgumentException("it gave a certificate without a key, or the reverse");
    }
    return new ClientCertificate(certificate, key);
  }

  private static @Nullable Instant expiry(JsonNode status) {
    String text = text(status, "expirationTimestamp");
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("its expirationTimestamp is not RFC 3339", e);
    }
  }

  private static @Nullable String text(JsonNode status, String key) {
    String text = status.path(key).asText("");
    return text.isEmpty() ? null : text;
  }

  @Override
  public String toString() {
    return "ExecCredential[until " + expiresAt + "]";
  }
}
