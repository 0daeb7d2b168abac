package io.voucherctl.server.gateway.proof;

import java.util.ArrayList;
import java.util.List;

/** Heap after collections against admitted requests, and the straight line through them. */
final class Leak {
  private record Point(double requests, double bytes) {}

  private final List<Point> points = new ArrayList<>();

  /** Takes a reading; one that no collection has changed since the last tells nothing new. */
  void add(long requests, long bytes) {
    if (points.isEmpty() || points.getLast().bytes() != bytes) {
      points.add(new Point(requests, bytes));
    }
  }

  int size() {
    return points.size();
  }

  /** By least squares. */
  double bytesPerRequest() {
    return covariance() / variance();
  }

  /** How much of the heap's growth the line explains: 1 is all of it. */
  double rSquared() {
    double mean = points.stream().mapToDouble(Point::bytes).average().orElse(Double.NaN);
    double all = points.stream().mapToDouble(point -> square(point.bytes() - mean)).sum();
    return square(covariance()) / variance() / all;
  }

  private double covariance() {
    double requests = meanRequests();
    return points.stream()
        .mapToDouble(point -> (point.requests() - requests) * point.bytes())
        .sum();
  }

  private double variance() {
    double requests = meanRequests();
    return points.stream().mapToDouble(point -> square(point.requests() - requests)).sum();
  }

  private double meanRequests() {
    return points.stream().mapToDouble(Point::requests).average().orElse(Double.NaN);
  }

  private static double square(double value) {
    return value * value;
  }
}
