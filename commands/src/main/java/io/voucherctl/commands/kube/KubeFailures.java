package io.voucherctl.commands.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.voucherctl.commands.exit.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The one place where a Kubernetes client's exceptions become failures in words. */
final class KubeFailures {
  private static final int MAX_MESSAGE = 300;

  private final KubeConnection connection;

  KubeFailures(KubeConnection connection) {
    this.connection = connection;
  }

  Failure of(KubeRequest request, KubernetesClientException e) {
    String message = said(e);
    return switch (e.getCode()) {
      case 401 ->
          new Failure.Unreachable(
              server() + " refused the credentials of user '" + connection.user().name() + "'",
              "log in again, or correct that user in the kubeconfig",
              e);
      case 403 ->
          new Failure.Unreachable(
              "no permission to " + request + " on " + server(),
              "ask for it; to check: " + request.canI(connection.context()),
              e);
      case 404 -> new Failure.NotFound("cannot " + request + ": " + message, null);
      case 409 ->
          new Failure.Conflict(
              "cannot " + request + ": somebody else changed it first", "look again and repeat");
      case 0 -> noAnswer(request, e);
      default ->
          new Failure.Broken(
              "cannot " + request + ": " + server() + " answered " + e.getCode() + ": " + message,
              null,
              e);
    };
  }

  private Failure noAnswer(KubeRequest request, KubernetesClientException e) {
    Throwable root = e;
    for (Throwable t = e; t != null; t = t.getCause()) {
      root = t;
      if (t instanceof Failure failure) {
        return failure;
      }
      if (t instanceof JsonProcessingException) {
        return new Failure.Broken(
            "cannot " + request + ": " + server() + " does not speak the Kubernetes API", null, e);
      }
      if (t instanceof CertificateException || t instanceof SSLException) {
        return new Failure.Unreachable(
            server() + ": no trusted TLS connection: " + firstLine(t),
            "check certificate-authority and tls-server-name of its cluster entry",
            e);
      }
    }
    return root instanceof IOException || root instanceof TimeoutException
        ? new Failure.Unreachable(server() + " " + why(root), hint(), e)
        : new Failure.Broken("cannot " + request + ": " + firstLine(root), null, e);
  }

  private static String why(Throwable root) {
    return switch (root) {
      case UnknownHostException e -> "has a host name that does not resolve";
      case ConnectException e -> "refused the connection";
      case java.io.InterruptedIOException e -> "gave no answer in time";
      case TimeoutException e -> "gave no answer in time";
      default -> "broke the connection: " + firstLine(root);
    };
  }

  private @Nullable String hint() {
    return connection.server().proxy() == null
        ? "is the cluster up, and is this machine allowed to reach it?"
        : "the cluster entry says proxy-url: is the proxy up?";
  }

  private String server() {
    return "the API server of context '"
        + connection.context()
        + "' ("
        + connection.server().url()
        + ")";
  }

  private static String said(KubernetesClientException e) {
    Status status = e.getStatus();
    String message = status == null ? null : status.getMessage();
    return message == null || message.isBlank() ? "HTTP " + e.getCode() : cut(message);
  }

  private static String firstLine(Throwable t) {
    String message = t.getMessage();
    return message == null || message.isBlank() ? t.getClass().getSimpleName() : cut(message);
  }

  private static String cut(String message) {
    String line = message.lines().findFirst().orElse("");
    return line.length() > MAX_MESSAGE ? line.substring(0, MAX_MESSAGE) + "..." : line;
  }
}
