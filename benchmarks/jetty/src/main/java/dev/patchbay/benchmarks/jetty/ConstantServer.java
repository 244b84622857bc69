package dev.patchbay.benchmarks.jetty;

/** Answers as many bytes as our REST API does, and does nothing for it. */
public final class ConstantServer {
  private ConstantServer() {}

  /**
   * Prints its address on one line, and serves until standard input ends.
   *
   * @param args none
   * @throws Exception if it does not start
   */
  public static void main(String[] args) throws Exception {
    LoopbackServer.serve(new ConstantServlet());
  }
}
