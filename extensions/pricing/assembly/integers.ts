/** A growing list of whole numbers in memory that is never given back: one run, one cart. */
export class Integers {
  length: i32 = 0;
  private values: StaticArray<i64>;

  constructor(capacity: i32 = 16) {
    this.values = new StaticArray<i64>(capacity);
  }

  // @ts-ignore: decorator
  @inline
  at(index: i32): i64 {
    return unchecked(this.values[index]);
  }

  // @ts-ignore: decorator
  @inline
  set(index: i32, value: i64): void {
    unchecked((this.values[index] = value));
  }

  // @ts-ignore: decorator
  @inline
  add(index: i32, value: i64): void {
    unchecked((this.values[index] += value));
  }

  push(value: i64): void {
    if (this.length == this.values.length) {
      const larger = new StaticArray<i64>(this.length * 2);
      memory.copy(
        changetype<usize>(larger),
        changetype<usize>(this.values),
        (<usize>this.length) << 3,
      );
      this.values = larger;
    }
    unchecked((this.values[this.length++] = value));
  }

  /** Appends the value `count` times. */
  fill(value: i64, count: i32): void {
    for (let i = 0; i < count; i++) this.push(value);
  }

  truncate(length: i32): void {
    this.length = length;
  }
}
