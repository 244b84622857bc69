package dev.patchbay.benchmarks.floor;

import dev.patchbay.benchmarks.contest.SessionMaker;
import java.security.SecureRandom;

/** The same floor, but that each thread draws its random bytes in blocks of 4 KiB. */
public final class FloorSessionsByBlocks implements SessionMaker {
  private static final int BLOCK = 4096;

  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<Block> blocks = ThreadLocal.withInitial(Block::new);
  private final FloorSessions floor = new FloorSessions(bytes -> blocks.get().fill(bytes));

  /** Made by name. */
  public FloorSessionsByBlocks() {}

  @Override
  public String create(int user) {
    return floor.create(user);
  }

  @Override
  public boolean keeps(String state) {
    return floor.keeps(state);
  }

  private final class Block {
    private final byte[] bytes = new byte[BLOCK];
    private int next = BLOCK;

    private void fill(byte[] target) {
      if (next + target.length > BLOCK) {
        random.nextBytes(bytes);
        next = 0;
      }
      System.arraycopy(bytes, next, target, 0, target.length);
      next += target.length;
    }
  }
}
