interface LoggedInProps {
  /** Whether it is somebody with a password of their own. */
  readonly hasAccount: boolean;
}

/** The foot of a page behind login: change the password, log out. */
export const LoggedIn = ({ hasAccount }: LoggedInProps) => (
  <form class="logged-in" method="post" action="/login/out">
    {hasAccount && <a href="/login/password">改密码</a>}
    <button class="button" type="submit">
      退出登录
    </button>
  </form>
);
