package io.voucherctl.commands.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.voucherctl.commands.exit.Failure;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
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
    if (e.getCode() <= 0) {
      return noAnswer(request, e);
    }
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
      default -> broken(request, server() + " answered " + e.getCode() + ": " + message, e);
    };
  }

  /** The outermost cause that says something: a timeout closes the socket beneath itself. */
  private Failure noAnswer(KubeRequest request, KubernetesClientException e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      Failure failure =
          switch (t) {
            case Failure own -> own;
            case JsonProcessingException x -> broken(request, notKubernetes(), e);
            case UnknownHostException x -> down("has a host name that does not resolve", e);
            case InterruptedIOException x -> down("gave no answer in time", e);
            case TimeoutException x -> down("gave no answer in time", e);
            case ConnectException x -> down("refused the connection", e);
            case CertificateException x -> untrusted(x, e);
            case SSLException x -> untrusted(x, e);
            case SocketException x -> down("broke the connection: " + firstLine(x), e);
            case EOFException x -> down("broke the connection", e);
            default -> null;
          };
      if (failure != null) {
        return failure;
      }
    }
    return broken(request, firstLine(e), e);
  }

  private Failure down(String how, KubernetesClientException e) {
    return new Failure.Unreachable(server() + " " + how, hint(), e);
  }

  private Failure untrusted(Throwable tls, KubernetesClientException e) {
    return new Failure.Unreachable(
        server() + ": no trusted TLS connection: " + firstLine(tls),
        "check certificate-authority and tls-server-name of its cluster entry",
        e);
  }

  private static Failure broken(KubeRequest request, String why, KubernetesClientException e) {
    return new Failure.Broken("cannot " + request + ": " + why, null, e);
  }

  private @Nullable String hint() {
    return connection.server().proxy() == null
        ? "is the cluster up, and is this machine allowed to reach it?"
        : "the cluster entry says proxy-url: is the proxy up?";
  }

  private String notKubernetes() {
    return server() + " does not speak the Kubernetes API";
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
