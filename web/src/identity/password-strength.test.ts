import { describe, expect, it } from 'vitest';
import { strengthOf } from './password-strength.ts';

const levelOf = (password: string, username = 'phongnha.quangtri') => strengthOf(password, username)?.level ?? null;

describe('the strength of a password', () => {
  it.each([
    ['', null],
    ['ngắn', 'short'],
    ['123456789', 'short'],
    ['1234567890', 'weak'],
    ['2026202620', 'weak'],
    ['aaaaaaaaaa', 'weak'],
    ['ababababab', 'weak'],
    ['abcdefghijkl', 'weak'],
    ['PhongNha.QuangTri1', 'weak'],
    ['nuocchaydamon'.slice(0, 12), 'fair'],
    ['Nuocchay-91', 'good'],
    ['nước chảy đá mòn lâu', 'good'],
  ])('%j is %s', (password, level) => expect(levelOf(password)).toBe(level));

  it('counts what is missing, and letters with their marks as one', () => {
    expect(strengthOf('đường', 'x')?.says.vi).toBe('Còn thiếu 5 ký tự.');
  });

  it('does not take a very short user name as part of it', () => {
    expect(levelOf('nước chảy đá mòn', 'n')).toBe('good');
  });
});
