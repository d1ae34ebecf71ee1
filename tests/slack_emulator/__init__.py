"""stub"""
from .app_config import AppConfig
from .channel import Channel
from .emulator import SlackEmulator
from .faults import Fault
from .form import NotPossibleError
from .user import Outcome, SlackUser, Upload
